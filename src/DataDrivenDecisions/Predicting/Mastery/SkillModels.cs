using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Predicting.Mastery;

/// <summary>What both models say of one student and skill: the chance that she knows it, and that her next try succeeds.</summary>
/// <param name="Knows">By knowledge tracing.</param>
/// <param name="Next">By performance factors.</param>
public sealed record SkillChance(double Knows, double Next);

/// <summary>How well the next try was foretold for students whom the models had not seen; the rate is what each skill's share of successes alone would do.</summary>
/// <param name="Tries">Tries that were foretold.</param>
/// <param name="TracingAuc">Area under the curve of knowledge tracing.</param>
/// <param name="FactorsAuc">That of performance factors.</param>
/// <param name="RateAuc">That of the skill's share of successes.</param>
/// <param name="TracingBrier">Mean squared distance of knowledge tracing's chance.</param>
/// <param name="FactorsBrier">That of performance factors.</param>
/// <param name="RateBrier">That of the skill's share of successes.</param>
public sealed record SkillAccuracy(int Tries, double TracingAuc, double FactorsAuc, double RateAuc, double TracingBrier, double FactorsBrier, double RateBrier);

/// <summary>The models of one skill, or why there are none.</summary>
public sealed record SkillFit
{
    public required string Skill { get; init; }
    public required int Students { get; init; }
    public required int Tries { get; init; }
    public required int Successes { get; init; }
    public KnowledgeTracing? Tracing { get; init; }
    public PerformanceFactors? Factors { get; init; }

    /// <summary>Why no model was fitted; null where one was.</summary>
    public string? Reason { get; init; }
}

/// <summary>Two models of learning, fitted for every skill by itself and tested on students whom they have not seen.</summary>
public sealed class SkillModels
{
    /// <summary>Fewer students with two tries or more show no learning.</summary>
    public const int FewestStudents = 30;

    const int Folds = 5;

    readonly Dictionary<string, SkillFit> _fits;

    SkillModels(Dictionary<string, SkillFit> fits, SkillAccuracy? accuracy) => (_fits, Accuracy) = (fits, accuracy);

    /// <summary>Every skill's fit, by name.</summary>
    public IReadOnlyList<SkillFit> Fits => [.. _fits.Values.OrderBy(f => f.Skill, StringComparer.Ordinal)];

    /// <summary>Null where no skill has enough students.</summary>
    public SkillAccuracy? Accuracy { get; }

    /// <summary>Fits every skill.</summary>
    /// <param name="outcomes">The evidence, in any order.</param>
    /// <param name="isSuccess">Whether a share of points is a success.</param>
    /// <param name="stop">Ends it early.</param>
    public static SkillModels Fit(IReadOnlyList<SkillOutcome> outcomes, Func<decimal, bool> isSuccess, CancellationToken stop = default)
    {
        var fits = new Dictionary<string, SkillFit>(StringComparer.Ordinal);
        var test = new Test();
        foreach (var skill in outcomes.GroupBy(o => o.Skill, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            stop.ThrowIfCancellationRequested();
            var students = skill.GroupBy(o => o.Student, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => (IReadOnlyList<bool>)[.. SkillOutcome.InOrder(g).Select(o => isSuccess(o.Share))]).ToList();
            var fit = fits[skill.Key] = Fit(skill.Key, students);
            if (fit.Reason is null)
                test.Add(students);
        }
        return new SkillModels(fits, test.Told);
    }

    /// <summary>What the models say after a student's evidence, the oldest first; null where the skill has none.</summary>
    public SkillChance? Of(string skill, IReadOnlyList<bool> successes) =>
        _fits.GetValueOrDefault(skill) is { Tracing: { } tracing, Factors: { } factors } ? new SkillChance(tracing.After(successes), factors.Next(successes)) : null;

    static SkillFit Fit(string skill, IReadOnlyList<IReadOnlyList<bool>> students)
    {
        var (tries, successes) = (students.Sum(s => s.Count), students.Sum(s => s.Count(x => x)));
        var fit = new SkillFit { Skill = skill, Students = students.Count, Tries = tries, Successes = successes };
        var again = students.Count(s => s.Count > 1);
        if (again < FewestStudents)
            return fit with { Reason = $"{again} students have two pieces of evidence or more, fewer than {FewestStudents}" };
        if (successes == 0 || successes == tries)
            return fit with { Reason = successes == 0 ? "nobody has succeeded yet" : "everybody has always succeeded" };
        return fit with { Tracing = KnowledgeTracing.Fit(students), Factors = PerformanceFactors.Fit(students) };
    }

    /// <summary>The foretelling of every fifth student by what the others have shown.</summary>
    sealed class Test
    {
        readonly List<bool> _came = [];
        readonly List<double> _tracing = [], _factors = [], _rate = [];

        public SkillAccuracy? Told => _came.Count == 0 ? null : new SkillAccuracy(
            _came.Count, Area(_tracing), Area(_factors), Area(_rate), Distance(_tracing), Distance(_factors), Distance(_rate));

        public void Add(IReadOnlyList<IReadOnlyList<bool>> students)
        {
            for (var fold = 0; fold < Folds; fold++)
            {
                var seen = students.Where((_, i) => i % Folds != fold).ToList();
                var (tracing, factors) = (KnowledgeTracing.Fit(seen), PerformanceFactors.Fit(seen));
                var rate = seen.Sum(s => s.Count(x => x)) / (double)seen.Sum(s => s.Count);
                foreach (var student in students.Where((_, i) => i % Folds == fold))
                {
                    _came.AddRange(student);
                    _tracing.AddRange(tracing.Ahead(student));
                    _factors.AddRange(factors.Ahead(student));
                    _rate.AddRange(student.Select(_ => rate));
                }
            }
        }

        double Area(List<double> chances) => Math.Round(Predicting.Accuracy.Auc(chances, _came), 4);

        double Distance(List<double> chances) => Math.Round(Predicting.Accuracy.Brier(chances, _came), 4);
    }
}
