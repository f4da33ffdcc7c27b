using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using DigitalPartnership.Access;
using DigitalPartnership.Telemetry;
using Microsoft.AspNetCore.RateLimiting;

namespace DigitalPartnership.Api.Http;

/// <summary>
/// How many requests a caller may send: who has signed in by what names the caller, everybody else together with the network that they ask from. A caller may
/// send a minute's requests at once and gets them back evenly.
/// </summary>
internal static class RateLimits
{
    private const int PerMinute = 600;
    private const int SignedInPerMinute = 1_200;
    private const int AtOnce = 16;
    private const int EventStreams = 16;

    // How many times as many may wait for their turn.
    private const int Waiting = 10;

    // However many networks ask, memory has an end. Two that share a bucket share its requests.
    private const int Buckets = 1 << 16;

    /// <summary>Reads <c>Limits:RequestsPerMinute</c>, <c>SignedInRequestsPerMinute</c>, <c>RequestsAtOnce</c> and <c>EventStreams</c>; 0 ends a limit.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var (perMinute, signedInPerMinute) = (configuration.GetValue<int?>("Limits:RequestsPerMinute"), configuration.GetValue<int?>("Limits:SignedInRequestsPerMinute"));
        var (atOnce, eventStreams) = (configuration.GetValue<int?>("Limits:RequestsAtOnce"), configuration.GetValue<int?>("Limits:EventStreams"));
        return services.AddRateLimiter(limiter =>
        {
            limiter.OnRejected = RefuseAsync;
            // Who waits for a turn is not counted yet.
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, Party>(http => Party.Of(http) switch
                {
                    { Kind: PartyKind.EventStream } party => Limited(http, party, eventStreams, EventStreams, Together),
                    var party => Limited(http, party, atOnce, AtOnce, Together),
                }),
                PartitionedRateLimiter.Create<HttpContext, Party>(http => Party.Of(http).Counted switch
                {
                    { Kind: PartyKind.Probe } party => Limited(http, party, null, PerMinute, Evenly),
                    { Caller: null } party => Limited(http, party, perMinute, PerMinute, Evenly),
                    var party => Limited(http, party, signedInPerMinute, SignedInPerMinute, Evenly),
                }));
        });
    }

    // What runs on the same machine is limited only where somebody asks for it: a proxy that is not configured would make everybody one.
    private static RateLimitPartition<Party> Limited(HttpContext http, Party party, int? asked, int usual, Func<Party, int, RateLimitPartition<Party>> limit) =>
        party.Kind is PartyKind.Alive || (asked ?? usual) <= 0 || asked is null && IsSameMachine(http) ? RateLimitPartition.GetNoLimiter(default(Party)) : limit(party, asked ?? usual);

    private static bool IsSameMachine(HttpContext http) => http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);

    // A page that asks several questions at once is not told to ask again: there is a queue. Nobody waits for a stream to end.
    private static RateLimitPartition<Party> Together(Party party, int most) =>
        RateLimitPartition.GetConcurrencyLimiter(party, _ => new() { PermitLimit = most, QueueLimit = party.Kind is PartyKind.EventStream ? 0 : most * Waiting });

    private static RateLimitPartition<Party> Evenly(Party party, int perMinute) => RateLimitPartition.GetTokenBucketLimiter(party, _ =>
    {
        // The limiter looks ten times a second whether something is to be given back.
        var atOnce = (perMinute + 599) / 600;
        return new() { TokenLimit = perMinute, TokensPerPeriod = atOnce, ReplenishmentPeriod = TimeSpan.FromMinutes(1) * atOnce / perMinute };
    });

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var http = rejected.HttpContext;
        var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 10;
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.CacheControl = "no-store";
        const string Code = "RATE_LIMITED";
        var sentence = $"Too many requests. Ask again in {seconds} seconds.";
        if (http.Request.Path.StartsWithSegments("/graphql"))
        {
            http.RequestServices.GetRequiredService<PartnershipMeter>().Refused(Code);
            var mediaType = http.Request.Headers.Accept.ToString().Contains(ResponseMediaType.GraphQL, StringComparison.OrdinalIgnoreCase) ? ResponseMediaType.GraphQL : ResponseMediaType.Json;
            await http.Response.WriteAsJsonAsync(new { errors = new[] { new { message = sentence, extensions = new { code = Code } } } }, (System.Text.Json.JsonSerializerOptions?)null, mediaType + "; charset=utf-8", cancellation);
        }
        else
        {
            await Problems.Of(StatusCodes.Status429TooManyRequests, Code, sentence).ExecuteAsync(http);
        }
    }

    // What is asked in different ways is counted apart: streams stay open, and who asks too much is still told how the host is.
    private enum PartyKind
    {
        // Without a limit, so that what has none shares no key with what has.
        Alive,
        Probe,
        EventStream,
        Request,
    }

    /// <summary>Whose requests are counted together.</summary>
    private readonly record struct Party(PartyKind Kind, string? Caller, int Network)
    {
        /// <summary>A stream that is opened is a request like others.</summary>
        public Party Counted => Kind is PartyKind.EventStream ? this with { Kind = PartyKind.Request } : this;

        public static Party Of(HttpContext http)
        {
            var caller = new Caller();
            caller.SignIn(http.User);
            var kind = http.Request.Path.StartsWithSegments("/health/live") ? PartyKind.Alive
                : http.Request.Path.StartsWithSegments("/health") ? PartyKind.Probe
                : http.Request.Path.StartsWithSegments("/graphql") && EventStream.IsAskedFor(http.Request) ? PartyKind.EventStream
                : PartyKind.Request;
            return caller.IsSignedIn ? new Party(kind, caller.Id, 0) : new Party(kind, null, Bucket(http.Connection.RemoteIpAddress));
        }

        // A provider gives a household 2^64 addresses of the newer kind, and a company often 256 of the older.
        private static int Bucket(IPAddress? address)
        {
            if (address is null)
                return 0;
            if (address.IsIPv4MappedToIPv6)
                address = address.MapToIPv4();
            Span<byte> bytes = stackalloc byte[16];
            address.TryWriteBytes(bytes, out _);
            var hash = new HashCode();
            hash.AddBytes(address.AddressFamily == AddressFamily.InterNetwork ? bytes[..3] : bytes[..8]);
            return hash.ToHashCode() & (Buckets - 1);
        }
    }
}
