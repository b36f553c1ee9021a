namespace DataDrivenDecisions.Predicting;

/// <summary>How a model of levels did on the later year, line by line and as a whole.</summary>
/// <param name="Lines">Every line of every test.</param>
/// <param name="Score">The ranked probability score (Epstein 1969): over the lines of a student, the mean squared distance of the chance of being beneath from what happened; 0 is perfect.</param>
/// <param name="ByLastLevel">The same if everyone were given what came of those with the same level at the last test in the years that were learned from.</param>
public sealed record LevelExam(IReadOnlyList<LineExam> Lines, double Score, double ByLastLevel)
{
    const int FewestJudged = 200, FewestOfEach = 25;

    /// <summary>What came of students by their last level, in all past years that were looked at: what stands where the model is not shown.</summary>
    public IReadOnlyList<LastLevel> CameOf { get; init; } = [];

    /// <summary>What came of those of a test whose last result was at a level; null where they are too few to say.</summary>
    public LastLevel? Of(string test, string level) => CameOf.FirstOrDefault(l => l.Test == test && string.Equals(l.Level, level, StringComparison.OrdinalIgnoreCase));

    /// <summary>The line whose chances are farthest off, of those with students enough on both sides; null where none has.</summary>
    public LineExam? Worst => Lines.Where(l => l.IsJudged).MaxBy(l => l.CalibrationError);

    /// <summary>Examines all lines.</summary>
    /// <param name="learned">The cases that were learned from.</param>
    /// <param name="tested">The cases of the later year.</param>
    /// <param name="chance">What the model says of a case.</param>
    /// <returns>Null for a question that has no lines.</returns>
    internal static LevelExam? Of(IReadOnlyList<StudentCase> learned, IReadOnlyList<StudentCase> tested, Func<StudentCase, double> chance)
    {
        if (tested.All(s => s.Line is null))
            return null;
        var before = BeforeOf(learned);
        var judged = tested.GroupBy(s => s.StudentKey).SelectMany(student =>
        {
            StudentCase[] lines = [.. student.OrderBy(s => s.Line!.Place)];
            var chances = LevelChances.InOrder([.. lines.Select(chance)], Array.FindIndex(lines, s => s.Line!.IsGradeLevel));
            return lines.Select((s, k) => (Case: s, Chance: chances[k], Before: before(s), Lines: lines.Length));
        }).ToList();
        var students = tested.Select(s => s.StudentKey).Distinct().Count();
        double Score(Func<(StudentCase Case, double Chance, double Before, int Lines), double> of) => judged.Sum(j => Math.Pow(of(j) - (j.Case.CameTrue == true ? 1 : 0), 2) / j.Lines) / students;
        return new LevelExam(
            [
                .. judged.GroupBy(j => (j.Case.Line!.Record.Test, j.Case.Line.Place)).OrderBy(g => g.Key.Test, StringComparer.Ordinal).ThenBy(g => g.Key.Place)
                    .Select(g => Line(g.First().Case.Line!, [.. g.Select(j => j.Chance)], [.. g.Select(j => j.Case.CameTrue == true)])),
            ],
            Score(j => j.Chance), Score(j => j.Before))
        {
            CameOf = LastLevel.Of([.. learned, .. tested]),
        };
    }

    static LineExam Line(CaseLine line, double[] chances, bool[] cameTrue)
    {
        var came = cameTrue.Count(t => t);
        return new LineExam(line.Record.Test, line.Level, line.Record.Levels[line.Place + 1], line.IsGradeLevel, chances.Length, came, Accuracy.Auc(chances, cameTrue), Accuracy.CalibrationError(Accuracy.CalibrationBins(chances, cameTrue)),
            chances.Length >= FewestJudged && came >= FewestOfEach && chances.Length - came >= FewestOfEach);
    }

    /// <summary>The share beneath a line of those with the same last level in the past; of all at that line where there were none.</summary>
    static Func<StudentCase, double> BeforeOf(IReadOnlyList<StudentCase> learned)
    {
        var same = learned.ToLookup(s => (s.Line!.Record.Test, s.Line.Level, Last: LastOf(s)));
        var shares = same.ToDictionary(g => g.Key, g => Share(g));
        var all = learned.GroupBy(s => (s.Line!.Record.Test, s.Line.Level)).ToDictionary(g => g.Key, g => Share(g));
        return s => shares.TryGetValue((s.Line!.Record.Test, s.Line.Level, LastOf(s)), out var share) ? share : all.GetValueOrDefault((s.Line.Record.Test, s.Line.Level), s.Line.Share);

        static string LastOf(StudentCase s) => s.Line!.Record.Levels[s.Line.Record.Last.Place];
        static double Share(IEnumerable<StudentCase> cases) => cases.Aggregate((True: 0.5, Of: 1.0), (sum, s) => (sum.True + (s.CameTrue == true ? 1 : 0), sum.Of + 1)) is var sum ? sum.True / sum.Of : 0;
    }
}

/// <summary>One line between two levels on the later year.</summary>
/// <param name="Test">"MAP Growth Mathematics".</param>
/// <param name="Level">The highest level beneath it.</param>
/// <param name="Above">The lowest level above it.</param>
/// <param name="IsGradeLevel">True for the line of grade level.</param>
/// <param name="Students">How many took the test again.</param>
/// <param name="Beneath">How many of them came out beneath it.</param>
/// <param name="Auc">How well the chances rank.</param>
/// <param name="CalibrationError">How far chances and what happened are apart.</param>
/// <param name="IsJudged">True with students enough on both sides.</param>
public sealed record LineExam(string Test, string Level, string Above, bool IsGradeLevel, int Students, int Beneath, double Auc, double CalibrationError, bool IsJudged);
