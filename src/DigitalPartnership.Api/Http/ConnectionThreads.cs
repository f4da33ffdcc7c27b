using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace DigitalPartnership.Api.Http;

/// <summary>
/// A request begins on the thread that has read it from its connection, so that one whose answer is in memory is answered without another thread being woken, which would
/// cost more than the answer. All others go on by themselves: while they work or wait for the database, their connection is read on, and it is noticed when the client goes away.
/// </summary>
internal static class ConnectionThreads
{
    /// <summary>Has requests of HTTP/1 begin on the thread that reads their connection; the streams of HTTP/2 have threads of their own anyhow.</summary>
    public static void Set(SocketTransportOptions sockets) => sockets.UnsafePreferInlineScheduling = true;

    /// <summary>From here on a request is worked on by itself.</summary>
    public static IApplicationBuilder UseOwnThreads(this IApplicationBuilder app) => app.Use(async (HttpContext http, RequestDelegate next) =>
    {
        await LeaveAsync();
        await next(http);
    });

    /// <summary>Leaves the connection's thread; whatever waited for something to come in, and has work to do with it, is on it again.</summary>
    public static ConfiguredTaskAwaitable LeaveAsync() => Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
}
