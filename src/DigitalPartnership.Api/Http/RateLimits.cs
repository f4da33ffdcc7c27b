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

    // However many networks ask, memory has an end. Two that share a bucket share its requests.
    private const int Buckets = 1 << 16;

    /// <summary>Reads <c>Limits:RequestsPerMinute</c> and <c>Limits:SignedInRequestsPerMinute</c>; 0 ends a limit.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var perMinute = configuration.GetValue<int?>("Limits:RequestsPerMinute");
        var signedInPerMinute = configuration.GetValue<int?>("Limits:SignedInRequestsPerMinute");
        return services.AddRateLimiter(limiter =>
        {
            limiter.OnRejected = RefuseAsync;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, Party>(http =>
            {
                if (http.Request.Path.StartsWithSegments("/health"))
                    return RateLimitPartition.GetNoLimiter(default(Party));
                var party = Party.Of(http);
                var asked = party.Caller is null ? perMinute : signedInPerMinute;
                // What runs on the same machine is limited only where somebody asks for it: a proxy that is not configured would make everybody one.
                if (asked is null && IsSameMachine(http))
                    return RateLimitPartition.GetNoLimiter(default(Party));
                var most = asked ?? (party.Caller is null ? PerMinute : SignedInPerMinute);
                return most <= 0 ? RateLimitPartition.GetNoLimiter(default(Party)) : RateLimitPartition.GetTokenBucketLimiter(party, _ => Evenly(most));
            });
        });
    }

    private static bool IsSameMachine(HttpContext http) => http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);

    private static TokenBucketRateLimiterOptions Evenly(int perMinute)
    {
        // The limiter looks ten times a second whether something is to be given back.
        var atOnce = (perMinute + 599) / 600;
        return new TokenBucketRateLimiterOptions { TokenLimit = perMinute, TokensPerPeriod = atOnce, ReplenishmentPeriod = TimeSpan.FromMinutes(1) * atOnce / perMinute };
    }

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var http = rejected.HttpContext;
        var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 60;
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.CacheControl = "no-store";
        const string Code = "RATE_LIMITED";
        http.RequestServices.GetRequiredService<PartnershipMeter>().Refused(Code);
        var sentence = $"Too many requests. Ask again in {seconds} seconds.";
        if (http.Request.Path.StartsWithSegments("/graphql"))
        {
            var mediaType = http.Request.Headers.Accept.ToString().Contains(ResponseMediaType.GraphQL, StringComparison.OrdinalIgnoreCase) ? ResponseMediaType.GraphQL : ResponseMediaType.Json;
            await http.Response.WriteAsJsonAsync(new { errors = new[] { new { message = sentence, extensions = new { code = Code } } } }, (System.Text.Json.JsonSerializerOptions?)null, mediaType + "; charset=utf-8", cancellation);
        }
        else
        {
            await Problems.Of(StatusCodes.Status429TooManyRequests, Code, sentence).ExecuteAsync(http);
        }
    }

    /// <summary>Whose requests are counted together.</summary>
    private readonly record struct Party(string? Caller, int Network)
    {
        public static Party Of(HttpContext http)
        {
            var caller = new Caller();
            caller.SignIn(http.User);
            return caller.IsSignedIn ? new Party(caller.Id, 0) : new Party(null, Bucket(http.Connection.RemoteIpAddress));
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
