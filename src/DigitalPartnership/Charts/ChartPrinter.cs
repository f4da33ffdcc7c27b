using DigitalPartnership.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace DigitalPartnership.Charts;

/// <summary>Draws charts as SVG.</summary>
public sealed class ChartPrinter(PartnershipDb db, TimeProvider time, IServiceProvider services, ILoggerFactory logging)
{
    /// <summary>The chart of this name as SVG; null where there is none of this name.</summary>
    public async Task<string?> DrawAsync(string name, ChartRequest request, CancellationToken cancellation)
    {
        if (await new Gallery(db, time).PictureAsync(name, request, cancellation) is not { } picture)
            return null;
        await using var renderer = new HtmlRenderer(services, logging);
        return await renderer.RenderAsync<Chart>(nameof(Chart.Shown), picture);
    }
}

/// <summary>Renders components without a page around them.</summary>
internal static class Rendering
{
    public static Task<string> RenderAsync<TComponent>(this HtmlRenderer renderer, string parameter, object value) where TComponent : IComponent =>
        renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(new Dictionary<string, object?> { [parameter] = value }))).ToHtmlString());
}
