using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Texts;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Auditing;

/// <summary>Root fields about what has changed.</summary>
[Extends(typeof(Query))]
public static class AuditingQueries
{
    private static readonly Order<PublicChange> ByNumber = new Order<PublicChange>(change => 0).By("number", change => change.Number);
    private static readonly Order<AuditEntry> ByTime = new(entry => entry.Id);

    /// <summary>What has changed for the public, the oldest first. The last cursor, sent again later, gives what came since.</summary>
    [Allowed(Audience.Everyone)]
    public static Task<Connection<ChangeNode>> Changes(IResolveFieldContext context, [FromServices] PartnershipDb db, string? after, int? first) =>
        db.PublicChanges.ToConnectionAsync<PublicChange, ChangeNode>(context, new PageArguments(first, after), ByNumber, change => new ChangeNode(change));

    /// <summary>Who changed what, when and why, the oldest first.</summary>
    [Allowed(Audience.Admin)]
    public static async Task<Connection<AuditEntryNode>?> AuditLog(
        IResolveFieldContext context, [FromServices] PartnershipDb db, [FromServices] FilterContext filters, int? first, string? after, Filter<AuditEntry>? where) =>
        await db.AuditEntries.Where(where, filters).ToConnectionAsync<AuditEntry, AuditEntryNode>(context, new PageArguments(first, after), ByTime, entry => new AuditEntryNode(entry));

    internal static string CursorOf(PublicChange change) => Cursor.Encode(ByNumber.Signature, [change.Number, 0]);

    internal static long NumberOf(string cursor) => (long)Cursor.Decode(cursor, ByNumber.Signature, [typeof(long), typeof(int)])[0];
}

/// <summary>Something that has changed for the public.</summary>
[Name("Change")]
public sealed class ChangeNode
{
    private readonly PublicChange _row;

    internal ChangeNode(PublicChange row) => _row = row;

    /// <summary>Its place in the feed, for `after`.</summary>
    public string Cursor => AuditingQueries.CursorOf(_row);

    /// <summary>When it happened.</summary>
    public DateTime At => DateTime.SpecifyKind(_row.At, DateTimeKind.Utc);

    /// <summary>What sort of change it is, for example `PARTNER_JOINED`.</summary>
    public string Kind => _row.Kind;

    /// <summary>The record it is about; null where it is no longer public.</summary>
    public IDataLoaderResult<INode?> Subject([FromServices] IEnumerable<INodeSource> sources) =>
        sources.FirstOrDefault(source => source.Kind == _row.SubjectKind)?.Load(_row.SubjectKey) ?? new Loaded<INode?>(null);

    /// <summary>What happened, in a sentence.</summary>
    public string Summary(Language language = Language.En) => language is Language.Fr ? _row.French : _row.English;
}

/// <summary>That somebody changed a record.</summary>
[Name("AuditEntry"), ConnectionName("Audit")]
public sealed class AuditEntryNode
{
    private readonly AuditEntry _row;

    internal AuditEntryNode(AuditEntry row) => _row = row;

    /// <summary>When.</summary>
    public DateTime At => DateTime.SpecifyKind(_row.At, DateTimeKind.Utc);

    /// <summary>Who: the caller's lasting id, not a name.</summary>
    public string Caller => _row.Caller;

    /// <summary>What was done: the mutation, the kind of record and what became of it.</summary>
    public string Action => _row.Action;

    /// <summary>The id of the record that people look under.</summary>
    [Id]
    public string Subject => new NodeId(_row.SubjectKind, _row.SubjectKey).ToString();

    /// <summary>The changed columns as they were, as JSON; personal data is hidden. Null where the record is new.</summary>
    public string? Before => _row.Before;

    /// <summary>The changed columns as they are, as JSON; personal data is hidden.</summary>
    public string? After => _row.After;

    /// <summary>Why, where the caller gave a reason.</summary>
    public string? Reason => _row.Reason;
}

/// <summary>What the audit trail can be filtered by.</summary>
internal sealed class AuditFilter : FilterFields<AuditEntry>
{
    public override string Name => "AuditFilterInput";
    public override string Description => "Which audit entries to list; all fields given must hold.";

    public AuditFilter()
    {
        Reference("subject", "The id of the record that people look under.", row => row.SubjectKind, row => row.SubjectKey);
        Text("caller", "The caller's lasting id.", row => row.Caller, caller => caller);
        Instant("at", "When it was done.", row => row.At);
    }
}
