using System.ComponentModel;
using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Liaisons;

/// <summary>The root field that lists what has to be mended about liaisons.</summary>
[Extends(typeof(Query))]
public static class LiaisonTaskQueries
{
    private static readonly Order<LiaisonTask> ByOpening = new Order<LiaisonTask>(row => row.Id).By("opened", row => row.OpenedOn);

    /// <summary>What the Secretariat has to mend before everybody can be written to, the oldest first; what is mended is left out unless asked for.</summary>
    [Allowed(Audience.Admin)]
    public static async Task<Connection<LiaisonTaskNode>?> LiaisonTasks(IResolveFieldContext context, [FromServices] PartnershipDb db, int? first, string? after,
        [Description("Whether what is mended is left out.")] bool open = true) =>
        await db.LiaisonTasks.Where(row => !open || row.ClosedOn == null)
            .ToConnectionAsync<LiaisonTask, LiaisonTaskNode>(context, new PageArguments(first, after), ByOpening, row => new LiaisonTaskNode(row));
}

/// <summary>A task of the Secretariat: to find somebody, or an address, to write to. It closes when the record is mended.</summary>
[Name("LiaisonTask")]
public sealed class LiaisonTaskNode
{
    private readonly LiaisonTask _row;

    internal LiaisonTaskNode(LiaisonTask row) => _row = row;

    /// <summary>What has to be mended.</summary>
    public LiaisonTaskKind Kind => _row.Kind;

    /// <summary>Whose liaison it is about.</summary>
    public Party Party => _row.Party;

    /// <summary>When it was noticed.</summary>
    public DateOnly OpenedOn => _row.OpenedOn;

    /// <summary>When it was mended; null while it is open.</summary>
    public DateOnly? ClosedOn => _row.ClosedOn;

    /// <summary>The partner.</summary>
    public IDataLoaderResult<PartnerNode> Partner([FromServices] OrganisationById organisations) => organisations.Load(_row.OrganisationId).Then(row => new PartnerNode(row!));

    /// <summary>The office whose address was refused; null where nobody holds one.</summary>
    public IDataLoaderResult<LiaisonNode?>? Liaison([FromServices] LiaisonById liaisons) =>
        _row.LiaisonId is { } liaison ? liaisons.Load(liaison).Then(row => row is null ? null : new LiaisonNode(row)) : null;
}
