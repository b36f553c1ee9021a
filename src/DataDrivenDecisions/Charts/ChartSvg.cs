namespace DataDrivenDecisions.Charts;

/// <summary>One drawn chart, ready to stand on a page or in a report: the finding, the picture, the numbers behind it and how to read them.</summary>
public sealed record ChartSvg
{
    /// <summary>The id of the picture in its document; the heading's is this with "-h".</summary>
    public required string Id { get; init; }

    /// <summary>The question that the chart answers.</summary>
    public required string Question { get; init; }

    /// <summary>The finding, to be used as the heading.</summary>
    public required string Message { get; init; }

    /// <summary>One line that says what is measured.</summary>
    public required string Measured { get; init; }

    /// <summary>An inline SVG with role, title, description and colour classes.</summary>
    public required string Svg { get; init; }

    /// <summary>What the picture shows, in words.</summary>
    public required string AltText { get; init; }

    /// <summary>The numbers behind the picture.</summary>
    public required ChartTable Table { get; init; }

    /// <summary>How many students (or tests, or days) the picture stands on.</summary>
    public required string Stands { get; init; }

    public required string HowToRead { get; init; }
    public required string DoNotConclude { get; init; }

    /// <summary>Says what is hidden and why; null when nothing is.</summary>
    public string? Hidden { get; init; }

    /// <summary>There is nothing to draw yet; the picture is the empty face.</summary>
    public bool IsEmpty { get; init; }
}

/// <summary>The numbers behind a chart: the first cell of each row names it.</summary>
public sealed record ChartTable(string Caption, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows);
