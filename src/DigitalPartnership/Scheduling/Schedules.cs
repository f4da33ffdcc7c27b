using Microsoft.Extensions.Configuration;

namespace DigitalPartnership.Scheduling;

/// <summary>The timetable with the schedules that are in force: those of the configuration, else its own.</summary>
public sealed class Schedules
{
    /// <summary>Reads the schedules.</summary>
    /// <exception cref="InvalidOperationException">One cannot be read.</exception>
    public Schedules(IReadOnlyList<ScheduledJob> timetable, IConfiguration configuration) =>
        All = [.. timetable.Select(job => Read(job, configuration[job.Setting]))];

    /// <summary>The jobs in the order of the timetable.</summary>
    public IReadOnlyList<JobSchedule> All { get; }

    /// <summary>The job of a name, or null where there is none.</summary>
    public JobSchedule? Find(string name) => All.FirstOrDefault(schedule => schedule.Job.Name == name);

    private static JobSchedule Read(ScheduledJob job, string? setting)
    {
        var text = string.IsNullOrWhiteSpace(setting) ? job.Schedule : setting.Trim();
        try
        {
            return JobSchedule.Parse(job, text);
        }
        catch (FormatException fault)
        {
            throw new InvalidOperationException(
                $"The setting {job.Setting} is '{text}', which is no schedule of six fields (second, minute, hour, day, month, day of the week, in UTC) as '{job.Schedule}' is. {fault.Message}", fault);
        }
    }
}
