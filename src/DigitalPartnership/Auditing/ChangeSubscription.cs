using System.Runtime.CompilerServices;
using DigitalPartnership.Access;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using GraphQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Auditing;

/// <summary>The public change feed, live.</summary>
[Extends(typeof(Subscription))]
public static class ChangeSubscription
{
    private const int Batch = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// What changes for the public, as it happens, on whatever instance; with `after`, beginning behind that cursor, so that
    /// nothing is missed when a connection is lost.
    /// </summary>
    [Allowed(Audience.Everyone)]
    public static async Task<IAsyncEnumerable<ChangeNode>> Changes([FromServices] IServiceScopeFactory scopes, [FromServices] KnownDataVersion version, string? after, CancellationToken cancellation)
    {
        // Where it begins is settled before the stream is open, so that nothing is missed that happens from then on.
        var last = after is null ? await LatestAsync(scopes, cancellation) : AuditingQueries.NumberOf(after);
        return FollowAsync(scopes, version, last, cancellation);
    }

    private static async IAsyncEnumerable<ChangeNode> FollowAsync(IServiceScopeFactory scopes, KnownDataVersion version, long last, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var looked = long.MinValue;
        while (true)
        {
            // One reads the version for all who follow, and each looks for news only where it has risen: thousands of streams ask no more than one.
            if (await version.ReadAsync(Pause, cancellation) is var number && number <= looked)
            {
                await Task.Delay(Pause, cancellation);
                continue;
            }
            var news = await SinceAsync(scopes, last, cancellation);
            foreach (var change in news)
            {
                yield return new ChangeNode(change);
                last = change.Number;
            }
            if (news.Count < Batch)
                looked = number;
        }
    }

    private static async Task<long> LatestAsync(IServiceScopeFactory scopes, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PartnershipDb>().PublicChanges.MaxAsync(change => (long?)change.Number, cancellation) ?? 0;
    }

    // Every look has a context of its own: a subscription may last for days.
    private static async Task<List<PublicChange>> SinceAsync(IServiceScopeFactory scopes, long last, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PartnershipDb>().PublicChanges
            .Where(change => change.Number > last).OrderBy(change => change.Number).Take(Batch).ToListAsync(cancellation);
    }
}
