using DigitalPartnership.Access;
using DigitalPartnership.Auditing;
using DigitalPartnership.Data;
using DigitalPartnership.Dates;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Partners;
using Microsoft.EntityFrameworkCore;

namespace DigitalPartnership.Liaisons;

/// <summary>
/// Finds the partner's liaison that a caller with the role is: the one bound to the caller, else the one whose address the token
/// says is verified, who is bound at that moment and for ever. Of several offices of one person the newest counts. An office that
/// has ended, has not begun or was erased gives no right, and neither does a bound one without the role.
/// The Council's liaisons belong to the Secretariat and act as admins; nobody acts for a partner through their offices.
/// </summary>
public sealed class LiaisonSignIn(PartnershipDb db, Caller caller, Changes changes, TimeProvider time)
{
    // A lost race means that somebody else has bound the office; looking again tells who.
    private const int Attempts = 3;

    /// <summary>Lets the caller act as the liaison that the caller is.</summary>
    public async Task FindAsync()
    {
        if (caller.Id is not { } id || !caller.Roles.Contains(Caller.Liaison))
            return;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await OfficeAsync(id) is not { } office)
                return;
            if (office.CallerId is null && !await BindAsync(office, id))
                continue;
            caller.ActAs(office.Id, office.OrganisationId);
            return;
        }
    }

    private Task<Liaison?> OfficeAsync(string id)
    {
        var address = EmailAddress.Key(caller.VerifiedAddress);
        return db.Liaisons.ActiveOn(time.TodayInStrasbourg())
            .Where(row => row.Party == Party.Partner && (row.CallerId == id || row.CallerId == null && address != null && row.EmailKey == address))
            .OrderByDescending(row => row.From).ThenByDescending(row => row.Id)
            .FirstOrDefaultAsync();
    }

    private async Task<bool> BindAsync(Liaison office, string id)
    {
        var bound = await changes.MakeAsync<Bound, int>(new Binding(), async change =>
        {
            var liaison = await change.Db.Liaisons.AsTracking().SingleAsync(row => row.Id == office.Id);
            Change.Expect(liaison, office.Version.ToString("N"));
            liaison.Bind(id, change.Today);
            return () => liaison.Id;
        }, _ => Task.FromResult(new Bound()), "signIn");
        return bound.Errors is null;
    }

    private sealed class Binding : MutationInput;

    private sealed class Bound : Payload;
}
