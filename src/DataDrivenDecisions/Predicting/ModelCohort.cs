using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>Those whom a model's question concerned on one day of one school year.</summary>
sealed record ModelCohort(SchoolYear Year, DateOnly AsOf, IReadOnlyList<StudentCase> Students)
{
    const int FewestRows = 200, FewestOfEach = 25;

    /// <summary>All cases of which it is known how they ended, to learn from.</summary>
    public IReadOnlyList<StudentCase> Known { get; } = [.. Students.Where(s => s.CameTrue is not null)];

    /// <summary>Those of them that count when the model is judged.</summary>
    public IReadOnlyList<StudentCase> Labeled { get; } = [.. Students.Where(s => s is { CameTrue: not null, IsCounted: true })];

    public int Positives => Labeled.Count(s => s.CameTrue == true);

    /// <summary>Enough of both to learn from or to test on.</summary>
    public bool IsEnough => Labeled.Count >= FewestRows && Positives >= FewestOfEach && Labeled.Count - Positives >= FewestOfEach;

    public CardCohort OnCard(string use) => new(Year.ToString(), AsOf, use, Labeled.Count, Positives, Students.Count(s => s.IsCounted) - Labeled.Count);

    /// <summary>What a past year has to have.</summary>
    public static string Asked => FormattableString.Invariant($"at least {FewestRows} students and {FewestOfEach} of each outcome");
}
