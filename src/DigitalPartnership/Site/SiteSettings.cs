using Microsoft.Extensions.Configuration;

namespace DigitalPartnership.Site;

/// <summary>Where the public finds this installation.</summary>
/// <param name="PublicUrl">The address that links in mails and calendars begin with.</param>
public sealed record SiteSettings(Uri PublicUrl)
{
    /// <summary>How the data may be used: a licence's address or its name; null while that is not decided.</summary>
    public string? DataLicence { get; init; }

    /// <summary>Reads the settings under <c>Site</c>.</summary>
    /// <exception cref="InvalidOperationException"><c>Site:PublicUrl</c> is no web address.</exception>
    public static SiteSettings Read(IConfiguration configuration)
    {
        var text = configuration["Site:PublicUrl"] is { Length: > 0 } given ? given : "http://localhost:5080";
        return Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? new SiteSettings(url) { DataLicence = configuration["Site:DataLicence"] is { Length: > 0 } licence ? licence.Trim() : null }
            : throw new InvalidOperationException("Site:PublicUrl must be a web address, for example https://partnership.example.");
    }

    /// <summary>The full address of a path on this site.</summary>
    public Uri At(string path) => new(PublicUrl, path.TrimStart('/'));
}
