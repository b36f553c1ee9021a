using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>The levels of one test, the lowest first, as recent results show them: how many of a grade come out at each, and where a score stands among those of its grade and season.</summary>
sealed class LevelScale
{
    /// <summary>A level or a grade with fewer results is too rare to be a line of its own.</summary>
    const int FewestResults = 20;

    readonly Dictionary<string, int> _places;
    readonly Dictionary<string, int[]> _byGrade;
    readonly Dictionary<string, int[]> _ahead;
    readonly int[] _overall;
    readonly Dictionary<Season, decimal[]> _points;

    LevelScale(IReadOnlyList<StudentScore> scores, Func<StudentScore, bool> isSeasonAhead)
    {
        _points = scores.Where(s => s.ScorePoints is not null).GroupBy(SeasonOf).ToDictionary(g => g.Key, g => g.Select(s => s.ScorePoints!.Value).Order().ToArray());
        var levels = scores.GroupBy(s => s.Level!, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() >= FewestResults)
            .OrderBy(g => LevelWords.IsBelow(g.Key) == false).ThenBy(g => g.Average(s => RankOf(s) ?? 0.5)).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        Levels = [.. levels.Select(g => g.Key)];
        Below = Levels.Count(l => LevelWords.IsBelow(l) == true);
        _places = Levels.Index().ToDictionary(l => l.Item, l => l.Index, StringComparer.OrdinalIgnoreCase);
        _overall = Counts(scores);
        _byGrade = ByGrade(scores);
        _ahead = ByGrade(scores.Where(isSeasonAhead));
    }

    /// <summary>In the words of the vendor or the state, the lowest first: those below grade level before those that reach it, in the order of their mean standing.</summary>
    public IReadOnlyList<string> Levels { get; }

    /// <summary>How many of <see cref="Levels"/> are below grade level.</summary>
    public int Below { get; }

    /// <summary>True where levels lie on both sides of grade level, so that there is a line to be asked about.</summary>
    public bool HasGradeLevel => Below > 0 && Below < Levels.Count;

    /// <summary>The tests among results with a known level, by name.</summary>
    /// <param name="scores">Recent results.</param>
    /// <param name="isSeasonAhead">True for last year's results of the seasons that are still to come in this one.</param>
    public static IReadOnlyDictionary<string, LevelScale> Of(IEnumerable<StudentScore> scores, Func<StudentScore, bool> isSeasonAhead) =>
        scores.GroupBy(s => s.Test, StringComparer.Ordinal).ToDictionary(g => g.Key, g => new LevelScale([.. g], isSeasonAhead), StringComparer.Ordinal);

    /// <summary>The place of a level; null for one that is too rare.</summary>
    public int? PlaceOf(string? level) => level is not null && _places.TryGetValue(level, out var place) ? place : null;

    /// <summary>The share of recent results of a grade at a level or below it, kept off 0 and 1; of all grades where the grade has too few.</summary>
    public double ShareUpTo(int place, string? grade) => Share(grade is not null && _byGrade.TryGetValue(grade, out var own) ? own : _overall, place);

    /// <summary>The same in last year's seasons that are still to come in this one; null where the grade had too few results then.</summary>
    public double? ShareAhead(int place, string? grade) => grade is not null && _ahead.TryGetValue(grade, out var counts) ? Share(counts, place) : null;

    static double Share(int[] counts, int place) => (counts.Take(place + 1).Sum() + 0.5) / (counts.Sum() + 1.0);

    /// <summary>The share of the results of the same grade and season that are lower, ties in half; null without a score or with too few to compare with.</summary>
    public double? RankOf(StudentScore score)
    {
        if (score.ScorePoints is not { } points || !_points.TryGetValue(SeasonOf(score), out var all) || all.Length < FewestResults)
            return null;
        int lower = FirstNotBelow(all, points), upTo = lower;
        while (upTo < all.Length && all[upTo] == points)
            upTo++;
        return (lower + upTo + 1) / (2.0 * (all.Length + 1));
    }

    static int FirstNotBelow(decimal[] sorted, decimal points)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < points ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    Dictionary<string, int[]> ByGrade(IEnumerable<StudentScore> scores) =>
        scores.Where(s => s.Grade is not null).GroupBy(s => s.Grade!, StringComparer.Ordinal).Select(g => (g.Key, Counts: Counts([.. g]))).Where(g => g.Counts.Sum() >= FewestResults)
            .ToDictionary(g => g.Key, g => g.Counts, StringComparer.Ordinal);

    int[] Counts(IReadOnlyList<StudentScore> scores)
    {
        var counts = new int[Levels.Count];
        foreach (var score in scores)
            if (PlaceOf(score.Level) is { } place)
                counts[place]++;
        return counts;
    }

    static Season SeasonOf(StudentScore score) => new(score.Grade, score.Window, SchoolYear.Of(score.TestDate));

    readonly record struct Season(string? Grade, string? Window, SchoolYear Year);
}
