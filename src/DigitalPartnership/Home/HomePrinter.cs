using DigitalPartnership.Charts;
using DigitalPartnership.Data;
using DigitalPartnership.Texts;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace DigitalPartnership.Home;

/// <summary>Writes the first page.</summary>
public sealed class HomePrinter(PartnershipDb db, TimeProvider time, IServiceProvider services, ILoggerFactory logging)
{
    /// <summary>The page in a language, as HTML.</summary>
    public async Task<string> WriteAsync(Language language, CancellationToken cancellation)
    {
        var content = await HomeContent.LoadAsync(db, time, language, cancellation);
        await using var renderer = new HtmlRenderer(services, logging);
        return "<!doctype html>\n" + await renderer.RenderAsync<HomePage>(nameof(HomePage.Shown), content);
    }
}
