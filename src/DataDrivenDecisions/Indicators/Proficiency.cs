using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>The share of students at each level of a test, and at or above proficient, by subject and window, with who was not tested.</summary>
public sealed class Proficiency(Proficiency.Denominator whole) : Definition
{
    // A test that a few students of a grade took is not that grade's test.
    static readonly Rate GradeIsTested = Rate.Of(1, 10);

    // Federal law asks for 95 percent of students (20 USC 6311(c)(4)(E)).
    static readonly Rate Participation = Rate.Of(95, 100);

    /// <summary>Of whom the share is told.</summary>
    public sealed record Denominator(string Name, bool OfEnrolled, string Words, string Source);

    public static readonly Denominator Tested = new("tested", false, "of the students who have a level", "As most states publish it: who was not tested is in no number");

    public static readonly Denominator Enrolled = new("enrolled", true, "of 95% of the students enrolled in the tested grades, or of those who have a level where they are more",
        "20 USC 6311(c)(4)(E): the larger of the students tested and 95 percent of the students who should have been tested");

    static readonly Denominator[] Choices = [Tested, Enrolled];

    public Proficiency() : this(Tested) { }

    /// <summary>One test in one window with all its levels, ready to be told.</summary>
    /// <param name="Counts">Students by grade and level.</param>
    /// <param name="EnrolledStudents">Students enrolled in its grades on the last day of the window.</param>
    public sealed record Sitting(IReadOnlyList<LevelCount> Counts, long EnrolledStudents)
    {
        public long Tested => Counts.Where(c => LevelWords.IsBelow(c.Level) is not null).Sum(c => c.Students);
        public long Reached => Counts.Where(c => LevelWords.IsBelow(c.Level) == false).Sum(c => c.Students);

        /// <summary>Results without a level, or of a level whose words are not known.</summary>
        public long Unknown => Counts.Sum(c => c.Students) - Tested;
    }

    public override string Name => "proficiency";
    public override string Title => "Proficiency by level";
    public override string Question => "How many students reach what their grade asks for in each test?";
    public override string Method =>
        "In each test, subject and window the newest result of every student: the share at each level, in the vendor’s or the state’s own words, and the share at or above proficient. Beside it stands how many of the students enrolled in the tested grades "
        + "on the last day of testing have a result, because a rate rises when those stay home who would have failed; a grade counts as tested where a tenth of it has a result. Results without a level, or of a level whose words are not known, are counted apart and are in neither number. "
        + "Levels of different tests are lines drawn by different people: a rate of one is not to be compared with that of another.";
    public override string Source => whole.Source;
    public override IReadOnlyList<Preset> Presets => [.. Choices.Select(c => new Preset(c.Name, c.Words, c.Source))];

    /// <summary>The same by another denominator.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Proficiency By(string preset) => new(Choices.FirstOrDefault(c => c.Name == preset) ?? throw new ArgumentException($"There is no such preset. Use one of: {string.Join(", ", Choices.Select(c => c.Name))}.", nameof(preset)));

    /// <summary>The sittings of a year in the order of tests and days.</summary>
    public static IReadOnlyList<(string Test, string Window, Sitting Sitting)> Sittings(IReadOnlyList<LevelCount> counts, Func<DateOnly, IReadOnlyDictionary<string, long>> enrolledByGrade) =>
    [
        .. counts.GroupBy(c => (c.Test, c.Window)).Select(g => (g.Key.Test, g.Key.Window, Last: g.Max(c => c.LastDay), Counts: g.ToList())).OrderBy(s => s.Test, StringComparer.Ordinal).ThenBy(s => s.Last)
            .Select(s => (s.Test, s.Window, new Sitting(s.Counts, EnrolledIn(s.Counts, enrolledByGrade(s.Last))))),
    ];

    static long EnrolledIn(IReadOnlyList<LevelCount> counts, IReadOnlyDictionary<string, long> enrolled) => counts.Where(c => c.Grade is not null).GroupBy(c => c.Grade!)
        .Select(g => (Tested: g.Sum(c => c.Students), Enrolled: enrolled.GetValueOrDefault(g.Key))).Where(g => g.Enrolled > 0 && Rate.Of(Math.Min(g.Tested, g.Enrolled), g.Enrolled) >= GradeIsTested).Sum(g => g.Enrolled);

    /// <summary>The rate in force with every level and the participation, in a sentence. It is a figure to follow over years, and no verdict.</summary>
    public Finding Find(Sitting sitting)
    {
        ArgumentNullException.ThrowIfNull(sitting);
        if (sitting.Tested == 0)
            return Finding.NoData(sitting.Unknown == 0 ? "nobody has been tested" : $"{sitting.Unknown} results, none with a level that is known");
        var of = whole.OfEnrolled ? Math.Max(sitting.Tested, (long)Math.Ceiling(Participation.Part / Participation.Whole * sitting.EnrolledStudents)) : sitting.Tested;
        var levels = sitting.Counts.Where(c => LevelWords.IsBelow(c.Level) is not null).GroupBy(c => c.Level!).Select(g => (Level: g.Key, Students: g.Sum(c => c.Students), Mean: g.Sum(c => (c.MeanScore ?? 0) * c.Students) / g.Sum(c => c.Students)))
            .OrderBy(l => LevelWords.IsBelow(l.Level) == true).ThenByDescending(l => l.Mean).ThenBy(l => l.Level, StringComparer.Ordinal);
        var taken = Math.Min(sitting.Tested + sitting.Unknown, sitting.EnrolledStudents);
        return Finding.Fine(
            $"{sitting.Reached} of {of} at or above proficient ({Rate.Of(sitting.Reached, of)}); {string.Join(", ", levels.Select(l => $"{l.Level} {Rate.Of(l.Students, sitting.Tested)}"))}"
            + (sitting.EnrolledStudents == 0 ? "; how many were enrolled is not known" : $"; {taken} of {sitting.EnrolledStudents} enrolled were tested ({Rate.Of(taken, sitting.EnrolledStudents)})")
            + (sitting.Unknown > 0 ? $"; {sitting.Unknown} without a level that is known" : ""),
            sitting.Reached, of);
    }

    public override IReadOnlyList<WorkedExample> WorkedExamples =>
    [
        new("60 of 100 tested are at or above, 20 of 120 enrolled were not tested: 60 of 100", Verdict.Fine, new Proficiency(Tested).Find(Example(60, 40, 120))),
        new("the same of those enrolled: 60 of 114, which is 95% of 120", Verdict.Fine, new Proficiency(Enrolled).Find(Example(60, 40, 120))),
        new("all 120 tested, of those enrolled: 60 of 120", Verdict.Fine, new Proficiency(Enrolled).Find(Example(60, 60, 120))),
        new("nobody tested", Verdict.NoData, new Proficiency(Tested).Find(new Sitting([], 120))),
    ];

    static Sitting Example(int reached, int below, int enrolled) => new([Of("Proficient", reached), Of("Basic", below)], enrolled);

    static LevelCount Of(string level, int students) => new() { Assessment = "A test", Subject = "Reading", Window = "Fall", Grade = "05", Level = level, Students = students, LastDay = new DateOnly(2025, 9, 15) };
}
