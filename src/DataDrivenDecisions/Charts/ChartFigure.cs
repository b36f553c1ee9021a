namespace DataDrivenDecisions.Charts;

/// <summary>A chart with everything that has to stand around it, as HTML: message, what is measured, picture, reading help and the numbers.</summary>
public static class ChartFigure
{
    /// <summary>The figure element; every text in it is encoded.</summary>
    /// <param name="chart">The drawn chart.</param>
    /// <param name="level">The heading's level, 2 to 4.</param>
    public static Markup Html(ChartSvg chart, int level = 2)
    {
        var heading = Markup.Raw("h" + level.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return Markup.Of($"""
            <figure class="chart-figure" aria-labelledby="{chart.Id}-h">
            <{heading} id="{chart.Id}-h">{chart.Message}</{heading}>
            <p class="chart-measured">{chart.Measured}</p>
            {Markup.Raw(chart.Svg)}
            {(chart.IsEmpty ? Markup.None : Reading(chart))}
            </figure>
            """);
    }

    /// <summary>The numbers behind a chart as a table that reads down a column.</summary>
    public static Markup Table(ChartTable table) => Markup.Of($"""
        <div class="chart-table" role="region" aria-label="{table.Caption}" tabindex="0"><table><caption>{table.Caption}</caption>
        <thead><tr>{Markup.Each(table.Headers, h => Markup.Of($"<th scope=\"col\">{h}</th>"))}</tr></thead>
        <tbody>{Markup.Each(table.Rows, Row)}</tbody></table></div>
        """);

    static Markup Reading(ChartSvg chart) => Markup.Of($"""
        <figcaption>
        <p><b>How to read this</b> {chart.HowToRead}</p>
        <p><b>n</b> {chart.Stands}{(chart.Hidden is null ? "" : " " + chart.Hidden)}</p>
        <p class="chart-not"><b>Do not conclude</b> {chart.DoNotConclude}</p>
        </figcaption>
        <details><summary>Show the numbers</summary>{Table(chart.Table)}</details>
        """);

    static Markup Row(IReadOnlyList<string> row) =>
        Markup.Of($"<tr><th scope=\"row\">{row[0]}</th>{Markup.Each(row.Skip(1), c => Markup.Of($"<td>{c}</td>"))}</tr>");
}
