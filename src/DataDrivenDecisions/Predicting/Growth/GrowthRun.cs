using System.Diagnostics;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting.Growth;

/// <summary>
/// Student growth percentiles of a whole table: every student is compared with those of her grade, year and subject who had the same scores in the years before.
/// </summary>
public sealed class GrowthRun
{
    const int MostPriors = 3;

    const string Twice = "the student has two scores in this subject and year";
    const string NoGrade = "the grade is none of a sequence";
    const string NoPrior = "no score in the grade before and the year before";
    const string NewTest = "the test was exchanged between the two years";

    readonly GrowthOptions _options;
    readonly IReadOnlyList<ScoreRow> _scores;
    readonly GrowthRow[] _told;
    readonly int[] _tenths;
    readonly Dictionary<(string Student, string Subject, int Year), int> _known = [];
    readonly Dictionary<(string Subject, int Year, int Grade), CohortModel> _byGrade = [];

    GrowthRun(IReadOnlyList<ScoreRow> scores, GrowthOptions options)
    {
        (_options, _scores) = (options, scores);
        _told = [.. _scores.Select(s => new GrowthRow { Id = s.Student, Year = s.YearText, Grade = s.GradeText, Subject = s.Subject, Score = s.Score })];
        _tenths = new int[_scores.Count];
    }

    /// <summary>Tells the growth of a table.</summary>
    /// <param name="table">Long or wide.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told which cohort is fitted.</param>
    /// <param name="stop">Ends it early.</param>
    /// <exception cref="GrowthRefused">The table or the options make no sense; the message says why.</exception>
    public static GrowthResult Tell(FlatTable table, GrowthOptions options, IProgress<string>? progress = null, CancellationToken stop = default)
    {
        if (options.MostPriors is < 1 or > MostPriors)
            throw new GrowthRefused($"Growth is told from one to {MostPriors} prior scores.");
        var clock = Stopwatch.StartNew();
        var scores = ScoreTable.Read(table, options);
        return new GrowthRun(scores.Rows, options).Tell(scores.Warnings, clock, progress, stop);
    }

    /// <summary>The same of scores at hand; the rows of the answer are in their order.</summary>
    internal static GrowthResult Tell(IReadOnlyList<ScoreRow> scores, GrowthOptions options, IProgress<string>? progress = null, CancellationToken stop = default) =>
        new GrowthRun(scores, options).Tell([], Stopwatch.StartNew(), progress, stop);

    /// <summary>The cohorts that are fitted, each with the prior scores and the score of every student who has so many priors.</summary>
    internal static IEnumerable<(string Name, double[][] Priors, double[] Scores)> CohortsOf(FlatTable table, GrowthOptions options, int priors)
    {
        var run = new GrowthRun(ScoreTable.Read(table, options).Rows, options);
        run.Index();
        foreach (var cohort in run.ByCohort())
        {
            var students = cohort.Where(i => run.Priors(i).Length >= priors).ToList();
            if (students.Count >= GrowthOptions.FewestStudents)
                yield return ($"{cohort.Key.Subject} {cohort.Key.Year} grade {cohort.Key.Grade!.Value.Code}".Trim(), [.. students.Select(i => run.Priors(i)[..priors])], [.. students.Select(i => run._scores[i].Score)]);
        }
    }

    GrowthResult Tell(IReadOnlyList<string> warnings, Stopwatch clock, IProgress<string>? progress, CancellationToken stop)
    {
        Index();
        List<GrowthCohort> cohorts = [];
        foreach (var cohort in ByCohort())
        {
            stop.ThrowIfCancellationRequested();
            progress?.Report(string.Join(' ', new[] { cohort.Key.Subject, cohort.Key.Year.ToString(), "grade " + cohort.Key.Grade!.Value.Code }.Where(w => w.Length > 0)));
            cohorts.Add(Cohort([.. cohort]));
        }
        LookAhead();
        var told = Enumerable.Range(0, _told.Length).Where(i => _told[i].Sgp is not null).ToList();
        return new GrowthResult
        {
            Rows = _told, Cohorts = cohorts, Warnings = warnings, Groups = _options.Group is { } column ? Groups(column) : [],
            Pooled = told.Count == 0 ? null : Uniformity.Of([.. told.Select(i => (_tenths[i], _told[i].Sgp!.Value))]), Seconds = Math.Round(clock.Elapsed.TotalSeconds, 2),
        };
    }

    IEnumerable<IGrouping<(string Subject, SchoolYear Year, GradeLevel? Grade), int>> ByCohort() => Enumerable.Range(0, _scores.Count).Where(i => _scores[i].Grade is not null && _told[i].Note is null)
        .GroupBy(i => (_scores[i].Subject, _scores[i].Year, _scores[i].Grade)).OrderBy(g => g.Key.Subject, StringComparer.Ordinal).ThenBy(g => g.Key.Year).ThenBy(g => g.Key.Grade);

    void Index()
    {
        for (var i = 0; i < _scores.Count; i++)
        {
            var key = (_scores[i].Student, _scores[i].Subject, _scores[i].Year.Ends);
            if (_scores[i].Grade is null)
                Note(i, NoGrade);
            if (_known.TryAdd(key, i))
                continue;
            // Which of the two counts is not ours to say.
            Note(i, Twice);
            Note(_known[key], Twice);
        }
    }

    GrowthCohort Cohort(IReadOnlyList<int> students)
    {
        var clock = Stopwatch.StartNew();
        var first = _scores[students[0]];
        var priors = students.ToDictionary(i => i, Priors);
        foreach (var i in students.Where(i => priors[i].Length == 0))
            Note(i, _options.NewTests.Contains(_scores[i].Year) ? NewTest : NoPrior);
        for (var count = 1; count <= _options.MostPriors; count++)
            Fit([.. students.Where(i => priors[i].Length >= count)], priors, count);
        var told = students.Where(i => _told[i].Sgp is not null).ToList();
        var tenths = Uniformity.TenthsOf([.. told.Select(i => priors[i][0])]);
        for (var k = 0; k < told.Count; k++)
            _tenths[told[k]] = tenths[k];
        return new GrowthCohort
        {
            Subject = first.Subject, Year = first.YearText, Grade = first.GradeText, Students = students.Count, Told = told.Count,
            Median = MedianGrowth.Of(told.Select(i => _told[i].Sgp!.Value)), Reason = told.Count > 0 ? null : WhyNone(students, priors),
            Uniformity = told.Count == 0 ? null : Uniformity.Of([.. told.Select(i => (_tenths[i], _told[i].Sgp!.Value))]),
            Seconds = Math.Round(clock.Elapsed.TotalSeconds, 3),
        };
    }

    string WhyNone(IReadOnlyList<int> students, Dictionary<int, double[]> priors)
    {
        var withPrior = students.Count(i => priors[i].Length > 0);
        if (withPrior == 0)
            return $"none of them has a score to compare with: {_told[students[0]].Note}";
        return $"{withPrior} students have a prior score, and fewer than {GrowthOptions.FewestStudents} tell no percentiles";
    }

    double[] Priors(int of) => [.. Before(of).Select(i => _scores[i].Score)];

    /// <summary>The rows of the years before, the newest first, for as long as the student went up a grade each year.</summary>
    List<int> Before(int of)
    {
        var newest = _scores[of];
        List<int> rows = [];
        while (rows.Count < _options.MostPriors)
        {
            var back = rows.Count;
            if (_options.NewTests.Contains(new SchoolYear(newest.Year.Ends - back))
                || !_known.TryGetValue((newest.Student, newest.Subject, newest.Year.Ends - back - 1), out var before)
                || _told[before].Note == Twice || Place(_scores[before].Grade) != Place(newest.Grade) - back - 1)
                break;
            rows.Add(before);
        }
        return rows;
    }

    /// <summary>Fits the students who have so many priors, and tells each of them; those with more are told again from more.</summary>
    void Fit(IReadOnlyList<int> students, Dictionary<int, double[]> priors, int count)
    {
        if (students.Count < GrowthOptions.FewestStudents)
        {
            foreach (var i in students.Where(i => _told[i].Sgp is null))
                Note(i, $"{students.Count} students of this grade have a prior score, fewer than {GrowthOptions.FewestStudents}");
            return;
        }
        var model = CohortModel.Fit([.. students.Select(i => priors[i][..count])], [.. students.Select(i => _scores[i].Score)]);
        if (count == 1 && _scores[students[0]] is { Grade.Number: { } grade } first)
            _byGrade[(first.Subject, first.Year.Ends, grade)] = model;
        for (var k = 0; k < students.Count; k++)
        {
            var (i, score) = (students[k], _scores[students[k]]);
            var interval = score.Error is { } error ? ScoreErrors.Interval(model, priors[i].AsSpan(0, count), [.. Before(i).Take(count).Select(b => _scores[b].Error ?? 0)], score.Score, error) : ((int Low, int High)?)null;
            var sgp = model.Percentile(k, score.Score);
            // What is told is always within: at the ends of the scale the even errors may all fall on one side.
            _told[i] = _told[i] with { Sgp = sgp, Priors = count, Note = null, Low = interval is { } l ? Math.Min(l.Low, sgp) : null, High = interval is { } h ? Math.Max(h.High, sgp) : null };
        }
    }

    /// <summary>Where the students of the newest year may be in the years to come, by the way that those ahead of them went.</summary>
    void LookAhead()
    {
        if (_byGrade.Count == 0)
            return;
        var newest = _byGrade.Keys.GroupBy(k => k.Subject, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(k => k.Year), StringComparer.Ordinal);
        for (var i = 0; i < _told.Length; i++)
            if (_scores[i] is { Grade.Number: { } grade } score && _told[i].Note != Twice && newest.GetValueOrDefault(score.Subject) == score.Year.Ends)
                _told[i] = _told[i] with
                {
                    Outlook = GrowthOutlook.Of(score.Score, [.. Enumerable.Range(grade + 1, GrowthOutlook.MostYears).Select(g => (_byGrade.GetValueOrDefault((score.Subject, score.Year.Ends, g)), Target(score.Subject, g)))]),
                };
    }

    double? Target(string subject, int grade) => _options.Targets.TryGetValue((subject, grade), out var target) || _options.Targets.TryGetValue(("", grade), out target) ? target : null;

    IReadOnlyList<GroupGrowth> Groups(string column) =>
    [
        .. Enumerable.Range(0, _scores.Count).Where(i => _told[i].Sgp is not null && _scores[i].Group is not null).GroupBy(i => _scores[i].Group!, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new GroupGrowth(column, g.Key, MedianGrowth.Of(g.Select(i => _told[i].Sgp!.Value)), g.Count())),
    ];

    void Note(int i, string why) => _told[i] = _told[i] with { Note = why };

    static int Place(GradeLevel? grade) => grade?.Number ?? int.MinValue / 2;
}
