namespace DigitalPartnership.Scheduling;

/// <summary>
/// Work that is done again and again. It asks what is due by now and not done, never what is due today: an occurrence
/// can come twice, late, or not at all. A scope of its own is made for every run.
/// </summary>
public interface IJob
{
    /// <summary>Does what is due by now, or only says what it would do.</summary>
    /// <param name="isDryRun">Whether nothing may be written or sent.</param>
    /// <param name="cancellation">Asks the job to stop; what it leaves undone, the next run does.</param>
    Task<JobReport> RunAsync(bool isDryRun, CancellationToken cancellation);
}

/// <summary>What a run has done, or would have done, as counts.</summary>
public sealed class JobReport(params (string What, int Count)[] counts)
{
    private readonly (string What, int Count)[] _counts = counts;

    /// <summary>What two pieces of work have done together.</summary>
    public static JobReport operator +(JobReport one, JobReport other) => new([.. one._counts, .. other._counts]);

    /// <summary>The counts in their order, for example <c>3 planned, 1 superseded</c>; what did not happen is left out.</summary>
    public override string ToString() => _counts.Where(count => count.Count != 0).ToList() is { Count: > 0 } done
        ? string.Join(", ", done.Select(count => $"{count.Count} {count.What}"))
        : "nothing to do";
}
