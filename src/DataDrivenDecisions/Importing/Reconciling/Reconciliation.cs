namespace DataDrivenDecisions.Importing.Reconciling;

/// <summary>Where counts differ: one school and grade, or a whole school.</summary>
/// <param name="SchoolKey">The warehouse's key of the school.</param>
/// <param name="Grade">CEDS code; empty for students without a grade, null for the whole school.</param>
public readonly record struct CountPlace(int SchoolKey, string? Grade);

/// <summary>A line of an import's file.</summary>
public sealed record ImportLine(long Import, string File, long Line, string Rule);

/// <summary>One student who makes a difference, or may make it: on which side, and why.</summary>
public sealed record ReconciledStudent
{
    /// <summary>The warehouse's key; null when the id is not known here.</summary>
    public int? StudentKey { get; init; }

    /// <summary>The id as the list has it, else the district's number, else the source's id.</summary>
    public required string StudentId { get; init; }
    public required CountPlace Place { get; init; }
    public required Side Side { get; init; }
    public required Cause Cause { get; init; }

    /// <summary>What is so with this student, in a sentence without names.</summary>
    public required string Detail { get; init; }

    /// <summary>The rejected row behind it, or null.</summary>
    public ImportLine? At { get; init; }
}

/// <summary>How well a cause explains how far two counts lie apart.</summary>
public enum Fit
{
    /// <summary>It has exactly as many students as are missing or too many.</summary>
    Exact,

    /// <summary>With another cause it has exactly as many.</summary>
    Together,

    /// <summary>It explains a part.</summary>
    Partly,

    /// <summary>It has more students than the difference.</summary>
    MoreThanNeeded,
}

/// <summary>One cause that may stand behind a difference, with its students.</summary>
public sealed record Explanation(Cause Cause, Fit Fit, IReadOnlyList<ReconciledStudent> Students);

/// <summary>One place where the two counts differ, with what may explain it, the likeliest first.</summary>
public sealed record CountDifference(CountPlace Place, int Ours, int Theirs, IReadOnlyList<Explanation> Explanations)
{
    /// <summary>How many more the student information system counts; below zero when it counts fewer.</summary>
    public int Difference => Theirs - Ours;
}

/// <summary>What the comparison of a student information system's counts or list with these data found.</summary>
public sealed record Reconciliation
{
    public required DateOnly Day { get; init; }

    /// <summary>True for a list of ids, whose difference is exact; false for counts, whose students are candidates.</summary>
    public required bool IsExact { get; init; }

    /// <summary>Students of the list, or places counted, that agree.</summary>
    public required int Agreeing { get; init; }

    /// <summary>All students of the list, or all places counted.</summary>
    public required int Compared { get; init; }

    /// <summary>The places whose counts differ; of a list, of all places.</summary>
    public required IReadOnlyList<CountDifference> Differences { get; init; }

    /// <summary>The students who make the difference, each with the likeliest cause; for counts, those of the best explanation of each place.</summary>
    public required IReadOnlyList<ReconciledStudent> Students { get; init; }

    /// <summary>A day near the count day on which clearly more of the counts agree, or null.</summary>
    public (DateOnly Day, int Agreeing)? BetterDay { get; init; }

    /// <summary>The students by cause, the cause with most of them first.</summary>
    public IReadOnlyList<IGrouping<Cause, ReconciledStudent>> ByCause =>
        [.. Students.GroupBy(s => s.Cause).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Place)];
}
