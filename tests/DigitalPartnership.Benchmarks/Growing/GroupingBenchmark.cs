using System.Diagnostics;
using DigitalPartnership.Benchmarks.Serving;
using DigitalPartnership.Data;
using DigitalPartnership.Engagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Benchmarks.Growing;

/// <summary>Engagement by partner and year beside the grouping that one would write by hand, on one connection in turns.</summary>
internal static class GroupingBenchmark
{
    private const int WarmUps = 2, Times = 7;

    private const string Plain = """
        SELECT p.OrganisationId, strftime('%Y', s.Date_Earliest) AS Year, COUNT(DISTINCT COALESCE(a.SameEventAsId, a.Id)) AS Activities
        FROM Participations p
        JOIN Activities a ON a.Id = p.ActivityId AND NOT a.IsCancelled
        JOIN Activities s ON (s.Id = COALESCE(a.SameEventAsId, a.Id) OR s.SameEventAsId = COALESCE(a.SameEventAsId, a.Id)) AND NOT s.IsCancelled
        JOIN Partnerships r ON r.OrganisationId = p.OrganisationId
        WHERE NOT p.IsWithdrawn AND p.Certainty = 'Confirmed'
        GROUP BY p.OrganisationId, strftime('%Y', s.Date_Earliest)
        """;

    /// <summary>How many times the time of the plain grouping it takes.</summary>
    public static async Task<double> RunAsync(string database)
    {
        await using var services = PartnershipData.Services(database);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PartnershipDb>();
        var (ours, plain) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < WarmUps + Times; turn++)
        {
            var begun = Stopwatch.GetTimestamp();
            var rows = await EngagementReport.Of(db, new DateOnly(2022, 6, 8), [EngagementDimension.Partner, EngagementDimension.Year], null).RowsAsync(default);
            var counted = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;

            begun = Stopwatch.GetTimestamp();
            var expected = await db.Database.SqlQueryRaw<PlainRow>(Plain).ToListAsync();
            var grouped = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            if (rows.Sum(row => row.Activities) != expected.Sum(row => row.Activities) || rows.Count != expected.Count)
                throw new InvalidOperationException("The two do not count the same.");
            if (turn >= WarmUps)
            {
                ours.Add(counted);
                plain.Add(grouped);
            }
        }
        Console.WriteLine($"engagement by partner and year: {Turns.Median(ours):0} ms, plain SQL {Turns.Median(plain):0} ms");
        return Turns.Median(ours) / Turns.Median(plain);
    }

    private sealed record PlainRow(int OrganisationId, string? Year, int Activities);
}
