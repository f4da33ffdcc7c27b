using DigitalPartnership.Access;
using DigitalPartnership.Liaisons;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace DigitalPartnership.Api.Http;

/// <summary>Who sends an HTTP request, by the bearer token in it.</summary>
internal static class SignIn
{
    /// <summary>Keys, issuers and audiences, or an authority, come from <c>Authentication:Schemes:Bearer</c>.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options => options.MapInboundClaims = false);
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).PostConfigure<TimeProvider>((options, time) =>
        {
            var rules = options.TokenValidationParameters;
            // Where no issuer or audience is configured the framework asks for none; here such a token is refused.
            rules.ValidateIssuer = rules.ValidateAudience = true;
            rules.LifetimeValidator = (from, until, _, _) =>
            {
                var now = time.GetUtcNow().UtcDateTime;
                return until > now - rules.ClockSkew && (from is null || from <= now + rules.ClockSkew);
            };
        });
        return services;
    }

    /// <summary>Takes the caller from the token and finds the liaison that the caller is; without a token the caller stays nobody.</summary>
    /// <exception cref="HttpFault">401: there is a token and it is not valid. Taking the caller for nobody would hide that.</exception>
    public static async Task AcceptAsync(HttpContext http)
    {
        if (http.Request.Headers.Authorization.Count == 0)
            return;
        var result = await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        var caller = http.RequestServices.GetRequiredService<Caller>();
        if (result.Succeeded)
            caller.SignIn(result.Principal);
        if (!caller.IsSignedIn)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            throw new HttpFault(StatusCodes.Status401Unauthorized, "AUTH_NOT_AUTHENTICATED", "The token is not valid, or not valid any more.");
        }
        await http.RequestServices.GetRequiredService<LiaisonSignIn>().FindAsync();
    }
}
