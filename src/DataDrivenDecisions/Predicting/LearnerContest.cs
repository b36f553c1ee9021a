using DataDrivenDecisions.Predicting.Learners;

namespace DataDrivenDecisions.Predicting;

/// <summary>How a learner did beside the others when the one for a model was chosen.</summary>
/// <param name="Learner">"logistic regression".</param>
/// <param name="Key">The learner with its settings.</param>
/// <param name="Auc">The mean AUC on parts of later years that it had not learned from.</param>
/// <param name="IsChosen">True for the simplest that is within one standard error of the best.</param>
public sealed record ContestEntry(string Learner, string Key, double Auc, bool IsChosen);

/// <summary>Which learner a model's past years call for. Held anew every four weeks, or when the years are others: in between the one that won learns anew every night.</summary>
/// <param name="HeldOn">The night.</param>
/// <param name="Years">The years that were learned from.</param>
/// <param name="Entries">All that took part, the simplest first.</param>
public sealed record LearnerContest(DateOnly HeldOn, string Years, IReadOnlyList<ContestEntry> Entries)
{
    /// <summary>Beyond it a contest takes long and decides the same; below 2,000 rows FastTree stands in for LightGBM alone, where that is not on the machine.</summary>
    const int MostRows = 1_900;

    const int DaysUntilNext = 28;

    public ContestEntry Chosen => Entries.First(e => e.IsChosen);

    /// <summary>Measures the learners and chooses; where a contest of the last four weeks speaks of the same years, only the one that won is measured.</summary>
    /// <returns>The contest, and the winner's scores of the rows that were asked.</returns>
    internal static (LearnerContest Contest, ExplainedLearner Learner, double[] Scores, bool[] CameTrue) Hold(
        float[][] rows, bool[] cameTrue, int[] years, int[] students, DateOnly night, LearnerContest? before, int seed, CancellationToken stop)
    {
        int[] drawn = Draw(students, seed);
        float[][] some = [.. drawn.Select(i => rows[i])];
        bool[] outcome = [.. drawn.Select(i => cameTrue[i])];
        var parts = CohortFolds.Of([.. drawn.Select(i => years[i])], [.. drawn.Select(i => students[i])], outcome, seed);
        var learners = Tournament.Explained(some.Length);
        var named = string.Join(", ", years.Distinct().Order());
        var known = before is not null && before.Years == named && night.DayNumber - before.HeldOn.DayNumber is >= 0 and < DaysUntilNext
            ? learners.FirstOrDefault(l => l.ToString() == before.Chosen.Key) : null;
        Contestant[] measured = [.. (known is null ? learners : [known]).Select(l => Tournament.Measure(l, parts, (_, i) => some[i], outcome, seed, stop))];
        var winner = Tournament.Choose(measured);
        var contest = known is not null ? before! : new LearnerContest(night, named, [.. measured.Select(m => new ContestEntry(m.Learner.Name, m.Learner.ToString(), m.Auc, m == winner))]);
        // The calibration needs all rows: found on the few of the contest its slope is off by a tenth and more.
        var all = drawn.Length == rows.Length ? parts : CohortFolds.Of(years, students, cameTrue, seed);
        var scores = drawn.Length == rows.Length ? winner.Scores : Tournament.Measure(winner.Learner, all, (_, i) => rows[i], cameTrue, seed, stop).Scores;
        int[] asked = [.. all.SelectMany(p => p.Asked).Distinct().Order()];
        return (contest, (ExplainedLearner)winner.Learner, [.. asked.Select(i => scores[i])], [.. asked.Select(i => cameTrue[i])]);
    }

    /// <summary>All rows of students drawn until there are enough.</summary>
    static int[] Draw(int[] students, int seed)
    {
        if (students.Length <= MostRows)
            return [.. Enumerable.Range(0, students.Length)];
        var of = Enumerable.Range(0, students.Length).ToLookup(i => students[i]);
        int[] order = [.. students.Distinct().Order()];
        new Random(seed).Shuffle(order);
        var drawn = new List<int>();
        foreach (var student in order)
        {
            drawn.AddRange(of[student]);
            if (drawn.Count >= MostRows)
                break;
        }

        return [.. drawn.Order()];
    }
}
