using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataDrivenDecisions.Predicting.Learners;

namespace DataDrivenDecisions.Predicting;

/// <summary>A model after learning: it explains any student's chance in parts that add up.</summary>
sealed class FittedModel
{
    const double Nothing = 1e-12;

    readonly Model _model;
    readonly InputTable _table;
    readonly ExplainedScore _score;
    readonly IScoreCalibration _calibration;

    FittedModel(Model model, InputTable table, ExplainedScore score, IScoreCalibration calibration, LearnerContest contest) =>
        (_model, _table, _score, _calibration, Contest) = (model, table, score, calibration, contest);

    /// <summary>How students become numbers.</summary>
    public InputTable Table => _table;

    /// <summary>How the learner was chosen.</summary>
    public LearnerContest Contest { get; }

    /// <summary>"logistic regression, Platt".</summary>
    public string LearnedBy => $"{Contest.Chosen.Learner}, {_calibration.Name}";

    /// <summary>Chooses a learner and a calibration on parts of later years, and learns from all rows.</summary>
    /// <param name="model">The model.</param>
    /// <param name="students">The past students with their outcomes.</param>
    /// <param name="night">The night.</param>
    /// <param name="before">The last contest, or null.</param>
    /// <param name="seed">Chance comes from here.</param>
    /// <param name="stop">Ends it early.</param>
    public static FittedModel Learn(Model model, IReadOnlyList<StudentCase> students, DateOnly night, LearnerContest? before, int seed, CancellationToken stop)
    {
        var table = new InputTable(model.Inputs, students);
        float[][] rows = [.. students.Select(table.Encode)];
        bool[] cameTrue = [.. students.Select(s => s.CameTrue!.Value)];
        var (contest, learner, scores, outcomes) = LearnerContest.Hold(rows, cameTrue, [.. students.Select(s => Units.SchoolYear.Of(s.AsOf).Ends)], [.. students.Select(s => s.StudentKey)], night, before, seed, stop);
        return new FittedModel(model, table, learner.Explain(rows, cameTrue, seed), ScoreCalibration.Best(scores, outcomes), contest);
    }

    /// <summary>The natural log-odds of one student's row.</summary>
    public double LogOdds(float[] row) => _calibration.LogOdds(_score.Score(row));

    /// <summary>The chance that a case comes true.</summary>
    public double Chance(StudentCase student) => Units.Probability.FromLogOdds(LogOdds(_table.Encode(student))).Value;

    public StudentChance Explain(StudentCase student)
    {
        var row = _table.Encode(student);
        var (start, parts) = Parts(row);
        var logOdds = start + parts.Sum();
        (ModelChange Change, float[] Row, double Chance)[] changed =
        [
            .. _model.Changes.Select(change => change.Then(student) is { } then && _table.Encode(then) is var other ? (change, other, Units.Probability.FromLogOdds(LogOdds(other)).Value) : default)
                .Where(c => c.change is not null && c.Value < Units.Probability.FromLogOdds(logOdds).Value).OrderBy(c => c.Value),
        ];
        return new StudentChance
        {
            StudentKey = student.StudentKey,
            SchoolKey = student.SoFar.Placement.SchoolKey,
            SectionKey = student.Course?.SectionKey,
            LogOdds = logOdds,
            Reasons =
            [
                .. parts.Select((part, k) => Reason(k, part)).OrderByDescending(r => Math.Abs(r.Contribution)),
                new ChanceReason("where an average student of the past years starts", start, "start"),
            ],
            Changes = [.. changed.Select(c => new ChanceChange(c.Change.Words(student), new Units.Probability(c.Chance)))],
        };

        ChanceReason Reason(int k, double part)
        {
            var input = _model.Inputs[k];
            if (input.IsFixed || part <= 0)
                return new ChanceReason(input.Words(student), part, input.IsFixed ? "fixed" : "reason");
            // Of the changes that lower the chance, the one that does most for it among those that this input follows.
            var places = _table.PlacesOf(k);
            var mover = changed.FirstOrDefault(c => !c.Row.AsSpan(places).SequenceEqual(row.AsSpan(places))).Change;
            return new ChanceReason(input.Words(student), part, "reason", ChangedBy: mover?.Words(student) ?? input.Otherwise);
        }
    }

    /// <summary>The mean size of what each input adds over rows, the largest first.</summary>
    public IEnumerable<CardInput> Importance(IReadOnlyList<float[]> rows)
    {
        double[][] parts = [.. rows.Select(row => Parts(row).Parts)];
        return _model.Inputs.Select((input, k) => new CardInput(input.Name, parts.Average(p => Math.Abs(p[k])))).OrderByDescending(i => i.MeanContribution);
    }

    /// <summary>Twelve hexadecimal digits of a SHA-256 over inputs, score and calibration.</summary>
    public string Version
    {
        get
        {
            var text = string.Join('|', _model.Inputs.Select(i => i.Name)) + string.Join('|', _score.Numbers.Concat(_calibration.Numbers).Select(w => w.ToString("R", CultureInfo.InvariantCulture)));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
        }
    }

    /// <summary>
    /// What each input adds to the log-odds. Platt's line carries the score's own parts through exactly; under isotonic steps each part is the same share of the log-odds as it is of the score.
    /// </summary>
    (double Start, double[] Parts) Parts(float[] row)
    {
        var raw = _score.Parts(row);
        double[] parts = [.. Enumerable.Range(0, _model.Inputs.Count).Select(k =>
        {
            var (start, length) = _table.PlacesOf(k).GetOffsetAndLength(row.Length);
            return Enumerable.Range(start, length).Sum(j => raw[j]);
        })];
        var from = _calibration.LogOdds(_score.Start);
        var distance = parts.Sum();
        var to = _calibration.LogOdds(_score.Start + distance);
        return Math.Abs(distance) < Nothing ? (to, new double[parts.Length]) : (from, [.. parts.Select(p => p * (to - from) / distance)]);
    }
}
