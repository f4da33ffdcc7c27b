using DigitalPartnership.Access;
using Microsoft.AspNetCore.ResponseCompression;

namespace DigitalPartnership.Api.Http;

/// <summary>What the transport needs: compression and, where configured, trusted documents and other origins.</summary>
internal static class GraphQLHttpSetup
{
    public static IServiceCollection AddGraphQLHttp(this IServiceCollection services, IConfiguration configuration)
    {
        var origins = configuration.GetSection("Cors:Origins").Get<string[]>() ?? [];
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(origins)
            .WithMethods("GET", "POST")
            .WithHeaders("Content-Type", "Accept", "Authorization", GraphQLEndpoint.PreflightHeader)
            .WithExposedHeaders("ETag", "Retry-After")));
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, ResponseMediaType.GraphQL, "text/csv", "application/jsonl"];
        });
        services.AddSingleton(host => TrustedDocuments.From(configuration, host.GetRequiredService<IHostEnvironment>().ContentRootPath));
        services.AddSingleton(new HttpLimits(configuration.GetValue("Limits:BodyBytes", 100_000), configuration.GetValue("Limits:SignedInBodyBytes", HttpLimits.DefaultSignedInBodyBytes)));
        return services;
    }
}

/// <summary>How large requests may be.</summary>
/// <param name="BodyBytes">The most bytes of a request's body, and of a query in the address, where nobody has signed in.</param>
/// <param name="SignedInBodyBytes">The same for callers who have signed in; workplan files come in mutations.</param>
internal sealed record HttpLimits(int BodyBytes, int SignedInBodyBytes)
{
    public const int DefaultSignedInBodyBytes = 3_000_000;

    /// <summary>The most bytes that a caller may send.</summary>
    public int For(Caller caller) => caller.IsSignedIn ? SignedInBodyBytes : BodyBytes;
}
