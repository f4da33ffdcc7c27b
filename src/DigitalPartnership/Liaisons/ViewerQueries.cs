using DigitalPartnership.Access;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using GraphQL;
using GraphQL.DataLoader;

namespace DigitalPartnership.Liaisons;

/// <summary>The root field that tells callers who they are.</summary>
[Extends(typeof(Query))]
public static class ViewerQueries
{
    /// <summary>Who sends the request, and what that gives a right to.</summary>
    [Allowed(Audience.SignedIn)]
    public static ViewerNode? Viewer([FromServices] Caller caller) => new(caller);
}

/// <summary>Who sends the request.</summary>
[Name("Viewer")]
public sealed class ViewerNode
{
    private readonly Caller _caller;

    internal ViewerNode(Caller caller) => _caller = caller;

    /// <summary>The lasting id under which the caller is known and changes are recorded; a liaison tells it to the Secretariat to be bound by hand.</summary>
    public string Caller => _caller.Id!;

    /// <summary>The name in the token.</summary>
    public string? Name => _caller.Name;

    /// <summary>The roles that count here: `admin`, `liaison`.</summary>
    public IEnumerable<string> Roles => _caller.Roles;

    /// <summary>The partner that the caller is liaison of; null for all others.</summary>
    public IDataLoaderResult<PartnerNode?>? Partner([FromServices] OrganisationById organisations) =>
        _caller.PartnerId is { } partner ? organisations.Load(partner).Then(row => row is null ? null : new PartnerNode(row)) : null;

    /// <summary>The office that the caller holds; of several the newest.</summary>
    public IDataLoaderResult<LiaisonNode?>? Liaison([FromServices] LiaisonById liaisons) =>
        _caller.LiaisonId is { } liaison ? liaisons.Load(liaison).Then(row => row is null ? null : new LiaisonNode(row)) : null;
}
