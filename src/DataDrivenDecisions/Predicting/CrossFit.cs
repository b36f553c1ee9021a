using DataDrivenDecisions.Predicting.Learners;

namespace DataDrivenDecisions.Predicting;

/// <summary>
/// Gives every tested row of a table a chance by a model that had not learned from it. Which learner, and how its scores are calibrated, is decided by the other
/// folds alone, so that a fold never chooses what it is tested by.
/// </summary>
/// <param name="question">The table and what is asked of it.</param>
/// <param name="seed">Chance comes from here.</param>
/// <param name="progress">Told what is being measured.</param>
/// <param name="stop">Ends it early.</param>
sealed class CrossFit(EvaluationTable question, int seed, IProgress<string>? progress, CancellationToken stop)
{
    readonly SortedDictionary<string, int> _chosen = new(StringComparer.Ordinal);

    /// <summary>In how many parts each learner and calibration was chosen.</summary>
    public IReadOnlyDictionary<string, int> ChosenBy => _chosen;

    /// <summary>The chances of the tested rows of one round; other rows have none.</summary>
    public double[] Chances(Split round) => round.Parts.Count > 1 ? OfFolds(round) : OfLaterPart(round);

    double[] OfFolds(Split round)
    {
        var contestants = Measure([.. round.Parts.Select(p => (p.Learned, p.Tested))], round.Name);
        var chances = new double[question.Rows.Count];
        for (var k = 0; k < round.Parts.Count; k++)
        {
            var chosen = Tournament.Choose(contestants, without: k, givesAwayLittle: true);
            int[] others = [.. round.Parts.Where((_, other) => other != k).SelectMany(p => p.Tested).Order()];
            var calibration = Calibrate(chosen, others);
            foreach (var i in round.Parts[k].Tested)
                chances[i] = calibration.Chance(chosen.Scores[i]);
        }

        return chances;
    }

    // What is asked of a later time is chosen and calibrated by how earlier times foretold later ones: what holds within a time may not outlast it.
    double[] OfLaterPart(Split round)
    {
        var (learned, tested) = round.Parts[0];
        IReadOnlyList<(int[] Learned, int[] Asked)> parts = [.. CohortFolds.Of([.. learned.Select(i => round.TimeBlocks[i])], learned, [.. learned.Select(i => question.CameTrue[i])], seed)
            .Select(p => (Rows(p.Learned), Rows(p.Asked)))];
        var chosen = Tournament.Choose(Measure(parts, round.Name, learned.Length), givesAwayLittle: true);
        var calibration = Calibrate(chosen, [.. parts.SelectMany(p => p.Asked).Order()]);
        var encoder = question.Encoder(learned);
        var scores = chosen.Learner.Learn([.. learned.Select(i => encoder.Encode(question.Rows[i]))], [.. learned.Select(i => question.CameTrue[i])], seed)(
            [.. tested.Select(i => encoder.Encode(question.Rows[i]))]);
        var chances = new double[question.Rows.Count];
        for (var i = 0; i < tested.Length; i++)
            chances[tested[i]] = calibration.Chance(scores[i]);
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

    IScoreCalibration Calibrate(Contestant chosen, int[] rows)
    {
        var calibration = ScoreCalibration.Best([.. rows.Select(i => chosen.Scores[i])], [.. rows.Select(i => question.CameTrue[i])]);
        var name = $"{chosen.Learner.Name}, {calibration.Name}";
        _chosen[name] = _chosen.GetValueOrDefault(name) + 1;
        return calibration;
    }
}
