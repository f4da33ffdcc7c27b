using System.Diagnostics;

namespace DigitalPartnership.Api.Http;

/// <summary>
/// Gives every request a trace, so that the lines of the log about it can be told apart. The host would do so before anything else, also for the many
/// requests that are answered from memory and write nothing.
/// </summary>
internal static class TraceIds
{
    public static void UseTraceIds(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        using var trace = Activity.Current is null ? new Activity("request").Start() : null;
        await next(http);
    });
}
