using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Charts;

/// <summary>What a chart is to be about: a year and a day, and where the page says so one school, section or student.</summary>
public sealed record ChartScope
{
    public required SchoolYear Year { get; init; }

    /// <summary>The last day that counts.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>One school by the warehouse's key, or null for all that the viewer may see.</summary>
    public int? SchoolKey { get; init; }

    /// <summary>One student by the warehouse's key, for charts of one student.</summary>
    public int? StudentKey { get; init; }

    /// <summary>The student that a chart of one student needs; asking for it on a wider scope is a mistake of the page.</summary>
    internal int Student => StudentKey ?? throw new InvalidOperationException("This chart is about one student; give the scope its student key.");
}
