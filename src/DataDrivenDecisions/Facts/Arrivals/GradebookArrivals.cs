namespace DataDrivenDecisions.Facts.Arrivals;

/// <summary>A kind of work that a gradebook counts together: homework, quizzes, tests. Key: category id.</summary>
public sealed record AssignmentCategoryArrival : Arrival
{
    public required string CategoryId { get; init; }
    public required string Title { get; init; }

    /// <summary>How much the category counts, as the source writes it (OneRoster 1.2); null where it does not say.</summary>
    public decimal? Weight { get; init; }
}

/// <summary>One piece of work that a section was given. Key: assignment id.</summary>
public sealed record AssignmentArrival : Arrival
{
    public required string AssignmentId { get; init; }
    public required string Title { get; init; }
    public string? Description { get; init; }
    public string? SectionId { get; init; }
    public string? SchoolId { get; init; }

    /// <summary>The category's id, where the source has categories of their own.</summary>
    public string? CategoryId { get; init; }

    /// <summary>The category in words, where the source has nothing but them.</summary>
    public string? CategoryText { get; init; }

    /// <summary>The session or grading period that it counts in.</summary>
    public string? SessionId { get; init; }
    public DateOnly? AssignedDate { get; init; }
    public DateOnly? DueDate { get; init; }

    /// <summary>The fewest points that can be scored.</summary>
    public decimal? LeastPoints { get; init; }

    /// <summary>The most points that are planned for; extra credit may exceed them.</summary>
    public decimal? MostPoints { get; init; }
}

/// <summary>What one student achieved in one assignment. Key: assignment, student and result id.</summary>
public sealed record AssignmentResultArrival : Arrival
{
    public required string AssignmentId { get; init; }
    public required string StudentId { get; init; }

    /// <summary>The source's id of the result, which tells a second try from the first; null where it has none.</summary>
    public string? ResultId { get; init; }

    /// <summary>exempt, fully graded, not submitted, partially graded or submitted (OneRoster's words); null where the source does not say.</summary>
    public string? Status { get; init; }
    public decimal? ScorePoints { get; init; }

    /// <summary>A score in words or letters.</summary>
    public string? TextScore { get; init; }
    public DateOnly? SubmittedDate { get; init; }
    public DateOnly? ScoredDate { get; init; }
    public bool? IsLate { get; init; }
    public bool? IsMissing { get; init; }
    public bool? IsIncomplete { get; init; }
    public bool? InProgress { get; init; }
    public string? Comment { get; init; }
}

/// <summary>How a gradebook turns points into words or letters. Key: scale id.</summary>
public sealed record ScoreScaleArrival : Arrival
{
    public required string ScaleId { get; init; }
    public required string Title { get; init; }
    public string? Kind { get; init; }
    public string? SchoolId { get; init; }
    public string? CourseId { get; init; }
    public string? SectionId { get; init; }

    /// <summary>The steps of the scale as the source writes them.</summary>
    public string? Steps { get; init; }
}

/// <summary>That an assignment is scored by a scale. Key: assignment, scale and link id.</summary>
public sealed record AssignmentScaleArrival : Arrival
{
    public required string LinkId { get; init; }
    public required string AssignmentId { get; init; }
    public required string ScaleId { get; init; }
}

/// <summary>That one result was scored by a scale. Key: scale, result id and link id.</summary>
public sealed record ResultScaleArrival : Arrival
{
    public required string LinkId { get; init; }
    public required string ResultId { get; init; }
    public required string ScaleId { get; init; }
}

/// <summary>That an assignment shows a standard or learning objective. Key: assignment, source, standard and link id.</summary>
public sealed record AssignmentStandardArrival : Arrival
{
    public required string LinkId { get; init; }
    public required string AssignmentId { get; init; }

    /// <summary>Who numbers the standards, as the source writes it.</summary>
    public required string Source { get; init; }
    public required string Standard { get; init; }
}

/// <summary>What one result shows of a standard. Key: result, source, standard and link id.</summary>
public sealed record ResultStandardArrival : Arrival
{
    public required string LinkId { get; init; }
    public required string ResultId { get; init; }
    public required string Source { get; init; }
    public required string Standard { get; init; }

    /// <summary>Points of the standard's own, whose top no source tells.</summary>
    public decimal? ScorePoints { get; init; }

    /// <summary>A score in words or letters.</summary>
    public string? TextScore { get; init; }
}
