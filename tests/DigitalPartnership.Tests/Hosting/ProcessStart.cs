using System.Globalization;
using DigitalPartnership.Notifications;
using DigitalPartnership.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(ProcessStart))]

namespace DigitalPartnership.Tests.Hosting;

/// <summary>
/// What a program of the product that a test has started as a process of its own gets from the tests: a clock that the test sets, and a way
/// to dispatch past the rule that one run of a job goes on at a time.
/// </summary>
public sealed class ProcessStart : IHostingStartup
{
    public const string ClockOffset = "TEST_CLOCK_OFFSET";
    public const string DispatchPath = "/dispatch-at-once";

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services =>
    {
        services.AddSingleton<TimeProvider>(new Clock(TimeSpan.Parse(Environment.GetEnvironmentVariable(ClockOffset)!, CultureInfo.InvariantCulture)));
        services.AddSingleton<IStartupFilter, Dispatching>();
    });

    private sealed class Clock(TimeSpan offset) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
    }

    private sealed class Dispatching : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Map(DispatchPath, branch => branch.Run(async http =>
            {
                var report = await http.RequestServices.GetRequiredService<NotificationDispatchJob>().RunAsync(false, http.RequestAborted);
                await http.Response.WriteAsync(report.ToString());
            }));
            next(app);
        };
    }
}
