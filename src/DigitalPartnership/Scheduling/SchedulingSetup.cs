using DigitalPartnership.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Scheduling;

/// <summary>Wires the timetable.</summary>
public static class SchedulingSetup
{
    /// <summary>Registers the timetable with its jobs, and what either host runs them by.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services, IReadOnlyList<ScheduledJob> timetable)
    {
        services.AddSingleton(timetable);
        foreach (var line in timetable)
            services.AddScoped(line.Job);
        services.AddSingleton<Schedules>();
        services.AddSingleton<JobLag>();
        services.AddSingleton<JobRunner>();
        services.AddScoped<OverdueJobs>();
        services.AddScoped<IRetention, JobRunRetention>();
        return services;
    }

    /// <summary>Lets this host run the timetable, unless the configuration says that another one does.</summary>
    /// <exception cref="InvalidOperationException">The configuration names no runner that there is.</exception>
    public static IServiceCollection AddEmbeddedScheduler(this IServiceCollection services, IConfiguration configuration) => configuration["Jobs:Runner"] switch
    {
        null or "" or "InProcess" => services.AddHostedService<EmbeddedScheduler>(),
        "Functions" => services,
        var other => throw new InvalidOperationException($"Jobs:Runner is '{other}'. It is 'InProcess', where this host runs the jobs, or 'Functions', where Azure Functions does."),
    };

    /// <summary>Reads the schedules now rather than when the first one is needed.</summary>
    /// <exception cref="InvalidOperationException">One cannot be read.</exception>
    public static void ReadSchedules(this IServiceProvider services) => services.GetRequiredService<Schedules>();
}
