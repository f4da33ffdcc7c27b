using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Liaisons;

/// <summary>The root field that hands out what is kept about a person.</summary>
[Extends(typeof(Query))]
public static class PersonalDataQueries
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    /// <summary>
    /// Everything kept about the person who holds or held an office, as JSON: all offices with the same address or sign-in, with the
    /// preferences, what was mailed to the person, and what the person has changed under that sign-in. For admins and the person alone; null where there is no such office.
    /// </summary>
    [Allowed(Audience.SignedIn)]
    public static async Task<string?> PersonalData([FromServices] PartnershipDb db, [FromServices] Caller caller, [FromServices] IEnumerable<IPersonalRecords> records,
        [Id, Description("Any office that the person holds or held.")] string liaisonId)
    {
        var id = NodeId.Parse(liaisonId);
        var person = id.Kind == LiaisonNode.NodeKind ? await db.Liaisons.SingleOrDefaultAsync(row => row.Id == id.Key) : null;
        var offices = person is null ? [] : await db.Liaisons.OfSamePersonAs(person).OrderBy(row => row.From).ThenBy(row => row.Id).ToListAsync();
        if (!caller.IsAdmin && !offices.Exists(office => office.Id == caller.LiaisonId))
            throw AllowedAttribute.NotAllowed(caller);
        return person is null ? null : JsonSerializer.Serialize(await ExportAsync(db, offices, records), Json);
    }

    private static async Task<object> ExportAsync(PartnershipDb db, List<Liaison> offices, IEnumerable<IPersonalRecords> records)
    {
        var partnerKeys = offices.Select(office => office.OrganisationId).Distinct().ToList();
        var partners = await db.Organisations.Where(row => partnerKeys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name);
        var callers = offices.Select(office => office.CallerId).OfType<string>().Distinct().ToList();
        var changes = await db.AuditEntries.Where(entry => EF.MultipleParameters(callers).Contains(entry.Caller)).OrderBy(entry => entry.Id).Select(entry => new { entry.At, entry.Action }).ToListAsync();
        var keys = offices.Select(office => office.Id).ToList();
        var further = new Dictionary<string, IReadOnlyList<object>>();
        foreach (var kind in records)
            further[kind.What] = await kind.OfAsync(keys);
        return new
        {
            Offices = offices.Select(office => new
            {
                Id = new NodeId(LiaisonNode.NodeKind, office.Id).ToString(),
                Partner = partners[office.OrganisationId],
                office.Party,
                office.From,
                office.To,
                office.Office,
                office.Name,
                office.Email,
                office.Language,
                office.InformationalMail,
                office.Deliverable,
                SignIn = office.CallerId,
                office.ErasedOn,
            }),
            Further = further,
            Changes = changes.Select(change => new { At = DateTime.SpecifyKind(change.At, DateTimeKind.Utc), change.Action }),
        };
    }
}
