using DigitalPartnership.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Tests.Scheduling;

/// <summary>A job that does what a test tells it to do, so that it can fail, block or count.</summary>
public sealed class ScriptedJob(ScriptedJob.Script script) : IJob
{
    public const string Name = "Scripted";

    public Task<JobReport> RunAsync(bool isDryRun, CancellationToken cancellation)
    {
        if (!isDryRun)
            script.CountRun();
        return script.Work(isDryRun, cancellation);
    }

    /// <summary>What the job does; hosts can share it.</summary>
    public sealed class Script
    {
        private int _runs;

        /// <summary>How often the job was started, dry runs left out.</summary>
        public int Runs => _runs;

        public Func<bool, CancellationToken, Task<JobReport>> Work { get; set; } = (_, _) => Task.FromResult(new JobReport(("done", 1)));

        public void CountRun() => Interlocked.Increment(ref _runs);

        /// <summary>Puts the job into a host, as the only one of its timetable.</summary>
        public void Wire(IServiceCollection services)
        {
            services.AddSingleton(this);
            services.AddScoped<ScriptedJob>();
            services.AddSingleton<IReadOnlyList<ScheduledJob>>([new ScheduledJob(Name, "0 0 4 * * *", "Does what a test tells it to do.", typeof(ScriptedJob))]);
        }
    }
}
