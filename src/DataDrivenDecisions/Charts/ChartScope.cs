using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Charts;

/// <summary>What a chart is to be about: a year and a day, and where the page says so one school, section or student.</summary>
public sealed record ChartScope
{
    public required SchoolYear Year { get; init; }

    /// <summary>The last day that counts.</summary>
    public required DateOnly AsOf { get; init; }

    public string? SchoolId { get; init; }
    public string? SectionId { get; init; }
    public string? StudentId { get; init; }

    /// <summary>The student that a chart of one student needs; asking for it on a wider scope is a mistake of the page.</summary>
    public string Student => StudentId ?? throw new InvalidOperationException("This chart is about one student; give the scope its student id.");
}
