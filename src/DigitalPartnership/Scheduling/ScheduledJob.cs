namespace DigitalPartnership.Scheduling;

/// <summary>A line of the timetable.</summary>
/// <param name="Name">The job's name, which is also the name of its folder among the functions.</param>
/// <param name="Schedule">When it runs unless the configuration says otherwise: six fields, the first for seconds, in UTC.</param>
/// <param name="Description">What it does, in a sentence.</param>
/// <param name="Job">The class that does it, an <see cref="IJob"/>.</param>
public sealed record ScheduledJob(string Name, string Schedule, string Description, Type Job)
{
    /// <summary>How often an occurrence that has failed is tried again. Those of every few minutes need none: the next one is near.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>The pause before a further try: short enough for all of them to be over before the job counts as overdue.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The key of the setting that gives another schedule.</summary>
    public string Setting => Name + "Schedule";
}
