namespace DataDrivenDecisions.Predicting;

/// <summary>What came of the students of past years whose last result in a test was at one level.</summary>
/// <param name="Test">"MAP Growth Mathematics".</param>
/// <param name="Level">The level at the last test.</param>
/// <param name="Students">How many they were.</param>
/// <param name="Next">How many of them came out at each level at the next test, the lowest first.</param>
public sealed record LastLevel(string Test, string Level, int Students, IReadOnlyList<LevelReached> Next)
{
    /// <summary>Of fewer nothing is told: a share of so few says little, and may give someone away.</summary>
    const int FewestStudents = 50;

    /// <summary>Counts the cases of past years by last and next level.</summary>
    /// <param name="cases">Cases with a known outcome, one for each line of a student's test.</param>
    internal static IReadOnlyList<LastLevel> Of(IReadOnlyList<StudentCase> cases)
    {
        var known = cases.GroupBy(s => (s.StudentKey, s.AsOf)).Select(student =>
        {
            var record = student.First().Line!.Record;
            var reached = student.Where(s => s.CameTrue == true).Select(s => s.Line!.Place).DefaultIfEmpty(record.Levels.Count - 1).Min();
            return (record.Test, Last: record.Levels[record.Last.Place], record.Last.Place, record.Levels, Next: record.Levels[reached], student.Key.AsOf);
        }).ToList();
        return
        [
            .. known.GroupBy(k => k.Test).OrderBy(t => t.Key, StringComparer.Ordinal).SelectMany(test =>
            {
                var levels = test.MaxBy(k => k.AsOf).Levels;
                return levels.Select(last => (Last: last, Of: test.Where(k => string.Equals(k.Last, last, StringComparison.OrdinalIgnoreCase)).ToList())).Where(l => l.Of.Count >= FewestStudents)
                    .Select(l => new LastLevel(test.Key, l.Last, l.Of.Count, [.. levels.Select(next => new LevelReached(next, l.Of.Count(k => string.Equals(k.Next, next, StringComparison.OrdinalIgnoreCase))))]));
            }),
        ];
    }
}

/// <summary>How many came out at one level.</summary>
/// <param name="Level">In the test's words.</param>
/// <param name="Students">How many.</param>
public sealed record LevelReached(string Level, int Students);
