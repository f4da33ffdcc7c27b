namespace DigitalPartnership.Charts;

/// <summary>How charts look: one sheet of style for a light ground, a dark one and paper. It holds nothing of the data.</summary>
internal static class ChartStyle
{
    /// <summary>How many fills there are, each of its own colour and pattern.</summary>
    public const int Fills = 5;

    // Blue, vermilion, bluish green, reddish purple and grey after Okabe and Ito, darkened or lightened to three to one on their ground.
    private const string Light = "--ground:#fff;--ink:#1a1a1a;--muted:#4a4a4a;--track:#e4e7ea;--bar:#0072b2;--c0:#4d4d4d;--c1:#0072b2;--c2:#c24a00;--c3:#007a5a;--c4:#a1417d";
    private const string Dark = "--ground:#15181b;--ink:#f3f3f3;--muted:#c6c9cc;--track:#343a40;--bar:#56b4e9;--c0:#bdbdbd;--c1:#56b4e9;--c2:#f08a4b;--c3:#3ec79b;--c4:#e0a3c8";

    /// <summary>The rules for a theme.</summary>
    public static string Of(ChartTheme theme) =>
        $".dp-chart{{{(theme is ChartTheme.Dark ? Dark : Light)};width:100%;max-width:45rem;height:auto;background:var(--ground);font-family:Arial,'Liberation Sans',Helvetica,sans-serif}}"
        + (theme is ChartTheme.Auto ? $"@media (prefers-color-scheme:dark){{.dp-chart{{{Dark}}}}}" : "")
        + $"@media print{{.dp-chart{{{Light}}}}}"
        + """
          .dp-chart .ground{fill:var(--ground)}
          .dp-chart text{fill:var(--ink);font-size:12px}
          .dp-chart .title{font-size:15px;font-weight:700}
          .dp-chart .heading{font-size:13px;font-weight:700}
          .dp-chart .figure{font-variant-numeric:tabular-nums;font-weight:700}
          .dp-chart .muted{fill:var(--muted)}
          .dp-chart .small{font-size:11px}
          .dp-chart .track{fill:var(--track)}
          .dp-chart .axis{fill:var(--muted)}
          .dp-chart .bar{fill:var(--bar)}
          .dp-chart .outlined{stroke:var(--ink);stroke-width:.75}
          .dp-chart .fill-ground{fill:var(--ground)}
          .dp-chart .c0{fill:var(--c0);stroke:var(--c0)}
          .dp-chart .c1{fill:var(--c1);stroke:var(--c1)}
          .dp-chart .c2{fill:var(--c2);stroke:var(--c2)}
          .dp-chart .c3{fill:var(--c3);stroke:var(--c3)}
          .dp-chart .c4{fill:var(--c4);stroke:var(--c4)}
          """.ReplaceLineEndings("");
}
