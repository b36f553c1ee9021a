using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>One night of one model: learned from past years, tested on the last complete one, and, past its gates, what it says of this year's students.</summary>
public sealed record ModelRun
{
    /// <summary>How the model did, or null when there was not enough past to learn from and test.</summary>
    public ModelCard? Card { get; init; }

    /// <summary>One chance per student enrolled on the day; empty unless the model passed its gates.</summary>
    public IReadOnlyList<StudentChance> Chances { get; init; } = [];

    public bool IsPublished => Card is { IsPublished: true };

    /// <summary>How it ended, in a sentence.</summary>
    public required string Message { get; init; }
}

/// <summary>What a model is run with.</summary>
public sealed record ModelRunOptions
{
    /// <summary>Answers as the data stand now.</summary>
    public required IAsk Now { get; init; }

    /// <summary>Answers as the data stood on a day; where that is not kept (a history loaded later), as they stand now.</summary>
    public Func<DateOnly, IAsk>? KnownOn { get; init; }

    public required SchoolYear Year { get; init; }
    public required DateOnly AsOf { get; init; }

    /// <summary>The rules that the model must beat, at their best.</summary>
    public required IReadOnlyList<FlagRule> Rules { get; init; }

    /// <summary>The contest of learners that an earlier night held, or null.</summary>
    public LearnerContest? LastContest { get; init; }

    /// <summary>The exams early in the year that an earlier night held, or null.</summary>
    public EarlyExams? LastEarly { get; init; }

    /// <summary>What two people decided about this model, or null.</summary>
    public CardOverride? Override { get; init; }

    /// <summary>One of how many students is shown by the answers; null for each. It is told with all that is told of the model.</summary>
    public int? OneOf { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>How many past years are looked for, beside those that an outcome takes to become known.</summary>
    public int PastYears { get; init; } = 5;

    public IProgress<string>? Progress { get; init; }
    public CancellationToken Stop { get; init; }
}
