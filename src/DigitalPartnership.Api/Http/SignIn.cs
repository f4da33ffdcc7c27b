using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace DigitalPartnership.Api.Http;

/// <summary>Who sends an HTTP request, by the bearer token in it.</summary>
internal static class SignIn
{
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        // Keys, issuers and audiences, or an authority, come from Authentication:Schemes:Bearer.
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options => options.MapInboundClaims = false);
        return services;
    }

    /// <summary>The user of the token; nobody where there is none.</summary>
    /// <exception cref="HttpFault">401: there is a token and it is not valid. Taking the caller for nobody would hide that.</exception>
    public static async Task<ClaimsPrincipal?> AuthenticateAsync(HttpContext http)
    {
        if (http.Request.Headers.Authorization.Count == 0)
            return null;
        var result = await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (result.Succeeded)
            return result.Principal;
        http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        throw new HttpFault(StatusCodes.Status401Unauthorized, "AUTH_NOT_AUTHENTICATED", "The token is not valid, or not valid any more.");
    }
}
