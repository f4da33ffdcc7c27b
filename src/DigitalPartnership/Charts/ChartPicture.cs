using DigitalPartnership.Texts;

namespace DigitalPartnership.Charts;

/// <summary>What a chart shows, before it is laid out.</summary>
internal sealed record ChartPicture
{
    /// <summary>Its name in the address.</summary>
    public required string Name { get; init; }

    public required Language Language { get; init; }
    public required ChartTheme Theme { get; init; }
    public required string Title { get; init; }

    /// <summary>The line below the title.</summary>
    public required string Subtitle { get; init; }

    public required IReadOnlyList<ChartPanel> Panels { get; init; }

    /// <summary>How the figures were counted.</summary>
    public required string Definition { get; init; }

    /// <summary>All figures as text, for those who do not see the picture.</summary>
    public string Description => string.Join(' ',
    [
        Subtitle,
        .. Panels.Select(panel => $"{(panel.Heading is null ? "" : panel.Heading + ": ")}{string.Join("; ", panel.Bars.Select(bar => $"{bar.Label}: {bar.Figure}"))}.{(panel.Note is null ? "" : " " + panel.Note)}"),
        Definition,
    ]);
}

/// <summary>Bars that are compared with each other, and by one scale with those of the other panels.</summary>
/// <param name="Heading">What they show; null where the chart's title says it.</param>
/// <param name="Bars">The bars in their order.</param>
/// <param name="AreColumns">Whether they stand side by side, as years do, or lie below each other.</param>
/// <param name="Note">What is not shown.</param>
/// <param name="Whole">What the values are parts of; null where they are only compared with each other.</param>
internal sealed record ChartPanel(string? Heading, IReadOnlyList<ChartBar> Bars, bool AreColumns = false, string? Note = null, double? Whole = null)
{
    /// <summary>The most bars that a reader can compare.</summary>
    public const int MostBars = 60;
}

/// <summary>One bar.</summary>
/// <param name="Label">What it stands for.</param>
/// <param name="Value">Its length.</param>
/// <param name="Figure">Its value in words.</param>
internal sealed record ChartBar(string Label, double Value, string Figure);
