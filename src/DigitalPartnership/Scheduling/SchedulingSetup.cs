using DigitalPartnership.Data;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Scheduling;

/// <summary>Wires the timetable, for either host.</summary>
public static class SchedulingSetup
{
    /// <summary>Registers the timetable with its jobs, and what both hosts run them by.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services, IReadOnlyList<ScheduledJob> timetable)
    {
        services.AddSingleton(timetable);
        foreach (var line in timetable)
            services.AddScoped(line.Job);
        services.AddScoped<IRetention, JobRunRetention>();
        return services;
    }
}
