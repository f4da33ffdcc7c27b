using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.HttpOverrides;

namespace DigitalPartnership.Api.Http;

/// <summary>
/// How requests come to the host: straight, or through proxies that say for whom they ask and whether that came by TLS. Whom the host believes is
/// configured; anybody else could claim to be anyone.
/// </summary>
internal static class Proxies
{
    private const string Networks = "Proxies:Networks";

    /// <summary>Reads <c>Proxies:Networks</c> and <c>Proxies:Hops</c>.</summary>
    public static IServiceCollection AddProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var networks = Read(configuration);
        if (networks.Count > 0)
        {
            services.Configure<ForwardedHeadersOptions>(options =>
            {
                options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
                options.ForwardLimit = configuration.GetValue("Proxies:Hops", 1);
                options.KnownProxies.Clear();
                options.KnownIPNetworks.Clear();
                networks.ForEach(options.KnownIPNetworks.Add);
            });
        }
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        return services;
    }

    /// <summary>Takes what proxies say, and leads to HTTPS where the host knows that it can be reached so. Probes ask over plain HTTP and need an answer.</summary>
    public static void UseSecureTransport(this WebApplication app)
    {
        if (Read(app.Configuration).Count > 0)
            app.UseForwardedHeaders();
        if (app.Environment.IsDevelopment())
            return;
        app.UseHsts();
        if (HttpsPort(app.Configuration) is { } port)
            app.UseWhen(http => !http.Request.IsHttps && !http.Request.Path.StartsWithSegments("/health"), plain => plain.UseSecurityHeaders().Run(http => LeadToHttps(http, port)));
    }

    // What the framework offers for this writes the address down, and does not know the one that a personal link came with.
    private static Task LeadToHttps(HttpContext http, int port)
    {
        var request = http.Request;
        var host = port == 443 ? new HostString(request.Host.Host) : new HostString(request.Host.Host, port);
        http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        http.Response.Headers.Location = UriHelper.BuildAbsolute(Uri.UriSchemeHttps, host, request.PathBase, http.AskedPath(), request.QueryString);
        return Task.CompletedTask;
    }

    private static int? HttpsPort(IConfiguration configuration) =>
        PortOfSite(configuration, Read(configuration).Count > 0)
        ?? configuration.GetValue<int?>("https_port")
        ?? (configuration["urls"]?.Split(';') ?? configuration["https_ports"]?.Split(';').Select(port => $"https://*:{port}") ?? [])
            .Where(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)).Select(url => BindingAddress.Parse(url).Port).Where(port => port > 0).Cast<int?>().FirstOrDefault();

    // Without a proxy that tells of TLS every request looks plain, and leading it on would lead it round in circles.
    private static int? PortOfSite(IConfiguration configuration, bool behindProxy) =>
        behindProxy && Uri.TryCreate(configuration["Site:PublicUrl"], UriKind.Absolute, out var site) && site.Scheme == Uri.UriSchemeHttps ? site.Port : null;

    private static List<System.Net.IPNetwork> Read(IConfiguration configuration) =>
    [
        .. (configuration.GetSection(Networks).Get<string[]>() ?? []).Select(text => System.Net.IPNetwork.TryParse(text, out var network)
            ? network
            : throw new InvalidOperationException($"{Networks} holds '{text}', which is no network such as 10.0.0.0/8.")),
    ];
}
