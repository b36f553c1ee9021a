namespace DataDrivenDecisions.Predicting;

/// <summary>What a list of students found: of those with the highest chances, for how many it came true, and how many the rule and whole school grades would have found in a list as long.</summary>
/// <param name="Length">How many are on the list.</param>
/// <param name="CameTrue">For how many of all it came true.</param>
/// <param name="Hits">For how many on the list.</param>
/// <param name="RuleHits">The same by the rule.</param>
/// <param name="SchoolHits">The same if the grades of schools with the highest share in earlier years were taken whole: what is found without scores of students.</param>
public sealed record ListFound(int Length, int CameTrue, int Hits, int RuleHits, double SchoolHits)
{
    /// <summary>The share of the list for whom it came true.</summary>
    public double Precision => Length == 0 ? 0 : (double)Hits / Length;

    /// <summary>The share of those for whom it came true that the list found.</summary>
    public double Recall => CameTrue == 0 ? 0 : (double)Hits / CameTrue;

    /// <summary>Finds what lists of several lengths hold.</summary>
    /// <param name="lengths">How long they are; longer ones than there are students are left out.</param>
    /// <param name="scores">What the model said.</param>
    /// <param name="rule">What the rule said.</param>
    /// <param name="schools">The share of each student's grade and school in earlier years.</param>
    /// <param name="cameTrue">What happened.</param>
    public static IReadOnlyList<ListFound> Of(IEnumerable<int> lengths, IReadOnlyList<double> scores, IReadOnlyList<double> rule, IReadOnlyList<double> schools, IReadOnlyList<bool> cameTrue)
    {
        var (model, byRule, bySchool) = (Found(scores, cameTrue), Found(rule, cameTrue), Found(schools, cameTrue));
        return [.. lengths.Where(k => k > 0 && k <= scores.Count).Distinct().Order().Select(k =>
            new ListFound(k, cameTrue.Count(t => t), (int)Math.Round(model(k), MidpointRounding.AwayFromZero), (int)Math.Round(byRule(k), MidpointRounding.AwayFromZero), bySchool(k)))];
    }

    /// <summary>For how many of the first so many it came true; of those who are tied at the end the expected part.</summary>
    static Func<int, double> Found(IReadOnlyList<double> scores, IReadOnlyList<bool> cameTrue)
    {
        (int Count, int True)[] ties = [.. Enumerable.Range(0, scores.Count).GroupBy(i => scores[i]).OrderByDescending(g => g.Key).Select(g => (g.Count(), g.Count(i => cameTrue[i])))];
        return length =>
        {
            double found = 0;
            foreach (var (count, came) in ties)
            {
                if (length <= count)
                    return found + ((double)came * length / count);
                (found, length) = (found + came, length - count);
            }

            return found;
        };
    }
}
