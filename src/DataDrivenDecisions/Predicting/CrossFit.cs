using DataDrivenDecisions.Predicting.Learners;

namespace DataDrivenDecisions.Predicting;

/// <summary>
/// Gives every tested row of a table a chance by learners who had not learned from it. How they are weighed, and how their scores are calibrated, is decided by the other
/// folds alone, so that a fold never chooses what it is tested by.
/// </summary>
/// <param name="question">The table and what is asked of it.</param>
/// <param name="seed">Chance comes from here.</param>
/// <param name="progress">Told what is being measured.</param>
/// <param name="stop">Ends it early.</param>
sealed class CrossFit(EvaluationTable question, int seed, IProgress<string>? progress, CancellationToken stop)
{
    readonly List<(string Learner, double Weight)> _heard = [];
    readonly List<string> _calibrations = [];

    /// <summary>The mean weight of each kind of learner over the parts tested; together 1.</summary>
    public IReadOnlyDictionary<string, double> Weights => _heard.GroupBy(h => h.Learner, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Sum(h => h.Weight) / _calibrations.Count, StringComparer.Ordinal);

    /// <summary>In how many parts each calibration was chosen.</summary>
    public IReadOnlyDictionary<string, int> CalibratedBy => _calibrations.CountBy(c => c, StringComparer.Ordinal).OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    /// <summary>The chances of the tested rows of one round; other rows have none.</summary>
    public double[] Chances(Split round) => round.Parts.Count > 1 ? OfFolds(round) : OfLaterPart(round);

    double[] OfFolds(Split round)
    {
        var contestants = Measure([.. round.Parts.Select(p => (p.Learned, p.Tested))], round.Name);
        var chances = new double[question.Rows.Count];
        for (var k = 0; k < round.Parts.Count; k++)
        {
            int[] others = [.. round.Parts.Where((_, other) => other != k).SelectMany(p => p.Tested).Order()];
            var (committee, calibration) = Hear(contestants, others);
            foreach (var i in round.Parts[k].Tested)
                chances[i] = calibration.Chance(committee.Score(c => contestants[c].Scores[i]));
        }

        return chances;
    }

    // What is asked of a later time is weighed and calibrated by how earlier times foretold later ones: what holds within a time may not outlast it.
    double[] OfLaterPart(Split round)
    {
        var (learned, tested) = round.Parts[0];
        IReadOnlyList<(int[] Learned, int[] Asked)> parts = [.. CohortFolds.Of([.. learned.Select(i => round.TimeBlocks[i])], learned, [.. learned.Select(i => question.CameTrue[i])], seed)
            .Select(p => (Rows(p.Learned), Rows(p.Asked)))];
        var contestants = Measure(parts, round.Name, learned.Length);
        var (committee, calibration) = Hear(contestants, [.. parts.SelectMany(p => p.Asked).Distinct().Order()], isOverTime: true);
        var encoder = question.Encoder(learned);
        float[][] rows = [.. learned.Select(i => encoder.Encode(question.Rows[i]))], asked = [.. tested.Select(i => encoder.Encode(question.Rows[i]))];
        bool[] cameTrue = [.. learned.Select(i => question.CameTrue[i])];
        double[][] scores = [.. contestants.Select((c, k) => committee.Weights[k] == 0 ? [] : c.Learner.Learn(rows, cameTrue, seed)(asked))];
        var chances = new double[question.Rows.Count];
        for (var i = 0; i < tested.Length; i++)
            chances[tested[i]] = calibration.Chance(committee.Score(c => scores[c][i]));
        return chances;

        int[] Rows(int[] places) => [.. places.Select(at => learned[at])];
    }

    List<Contestant> Measure(IReadOnlyList<(int[] Learned, int[] Asked)> parts, string name, int? rows = null)
    {
        // Each fold reads the rows by what its own learned rows show, once for all learners.
        float[][][] encoded = [.. parts.Select(p =>
        {
            var encoder = question.Encoder(p.Learned);
            return question.Rows.Select(encoder.Encode).ToArray();
        })];
        return Tournament.Measure(Tournament.For(rows ?? question.Rows.Count), parts, (k, i) => encoded[k][i], question.CameTrue, seed, stop, learner => progress?.Report($"{name}: {learner.Name}"));
    }

    (Committee Committee, IScoreCalibration Calibration) Hear(List<Contestant> contestants, int[] rows, bool isOverTime = false)
    {
        var committee = Committee.Of(contestants, rows, isOverTime);
        var calibration = ScoreCalibration.Best([.. rows.Select(i => committee.Score(c => contestants[c].Scores[i]))], [.. rows.Select(i => question.CameTrue[i])]);
        _heard.AddRange(contestants.Select((c, k) => (c.Learner.Name, committee.Weights[k])));
        _calibrations.Add(calibration.Name);
        return (committee, calibration);
    }
}
