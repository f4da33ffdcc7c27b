using Microsoft.Extensions.Configuration;

namespace DigitalPartnership.Site;

/// <summary>Where the public finds this installation.</summary>
/// <param name="PublicUrl">The address that links in mails and calendars begin with.</param>
public sealed record SiteSettings(Uri PublicUrl)
{
    /// <summary>Reads the settings under <c>Site</c>.</summary>
    /// <exception cref="InvalidOperationException"><c>Site:PublicUrl</c> is no web address.</exception>
    public static SiteSettings Read(IConfiguration configuration)
    {
        var text = configuration["Site:PublicUrl"] is { Length: > 0 } given ? given : "http://localhost:5080";
        return Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? new SiteSettings(url)
            : throw new InvalidOperationException("Site:PublicUrl must be a web address, for example https://partnership.example.");
    }

    /// <summary>The full address of a path on this site.</summary>
    public Uri At(string path) => new(PublicUrl, path.TrimStart('/'));
}
