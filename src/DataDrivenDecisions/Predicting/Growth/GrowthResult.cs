namespace DataDrivenDecisions.Predicting.Growth;

/// <summary>What growth was told of a table.</summary>
public sealed record GrowthResult
{
    /// <summary>Every score that could be read, in the order of the table.</summary>
    public required IReadOnlyList<GrowthRow> Rows { get; init; }
    public required IReadOnlyList<GrowthCohort> Cohorts { get; init; }

    /// <summary>The check of uniformity over all cohorts together; null where there is none.</summary>
    public required Uniformity? Pooled { get; init; }

    /// <summary>Median growth by group; empty where none was asked for.</summary>
    public required IReadOnlyList<GroupGrowth> Groups { get; init; }
    public required IReadOnlyList<string> Warnings { get; init; }
    public required double Seconds { get; init; }
}

/// <summary>One score and its growth percentile.</summary>
public sealed record GrowthRow
{
    public required string Id { get; init; }
    public required string Year { get; init; }
    public required string Grade { get; init; }
    public required string Subject { get; init; }
    public required double Score { get; init; }

    /// <summary>The growth percentile, 1 to 99: of a hundred students who had the same before, so many now have less. Null where it cannot be told.</summary>
    public int? Sgp { get; init; }

    /// <summary>From how many prior scores it was told.</summary>
    public int Priors { get; init; }

    /// <summary>Nine times in ten the percentile would lie between the two if the tests were taken again: by simulating the errors of the score and of those before. Null where the table tells no error.</summary>
    public int? Low { get; init; }
    public int? High { get; init; }

    /// <summary>Where she may be a year on, and what a target takes; null in all but the newest year, and where nobody has gone that way yet.</summary>
    public GrowthOutlook? Outlook { get; init; }

    /// <summary>Why there is none; null where there is one.</summary>
    public string? Note { get; init; }
}

/// <summary>The students of one grade and year in one subject.</summary>
public sealed record GrowthCohort
{
    public required string Subject { get; init; }
    public required string Year { get; init; }
    public required string Grade { get; init; }

    /// <summary>Students with a score.</summary>
    public required int Students { get; init; }

    /// <summary>Students with a growth percentile.</summary>
    public required int Told { get; init; }
    public MedianGrowth? Median { get; init; }

    /// <summary>Why none of them has one; null where some have.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether every fifth of percentiles holds a fifth of the students, whatever their prior score.</summary>
    public Uniformity? Uniformity { get; init; }
    public double Seconds { get; init; }
}

/// <summary>The growth of one group.</summary>
public sealed record GroupGrowth(string Column, string Value, MedianGrowth? Median, int Students);
