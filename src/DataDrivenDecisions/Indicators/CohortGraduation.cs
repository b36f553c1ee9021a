using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>The share of a class of ninth graders who earned a regular diploma within four, five or six years (adjusted cohort graduation rate).</summary>
public sealed class CohortGraduation(CohortGraduation.Documents documents) : Definition
{
    /// <summary>Which exit codes stand for a documented departure, so that the student leaves the cohort.</summary>
    public sealed record Documents(string Name, IReadOnlyList<string> Reasons, string Words, string Source);

    static readonly string[] Certain = ["Died or is permanently incapacitated", "Incarcerated", "Enrolled in a high school diploma program"];

    public static readonly Documents Codes = new("codes", Certain, "only deaths, moves to a prison or juvenile facility and codes that name a diploma program leave the cohort; a plain transfer stays in it",
        "20 USC 7801(25): a transfer out needs official written documentation");

    public static readonly Documents Transfers = new("transfers-documented", [.. Certain, "Transferred"], "as codes, and every transfer too: for a district that enters the code only with the document in hand",
        "20 USC 7801(25), where the district vouches for its transfer code");

    static readonly Documents[] Choices = [Codes, Transfers];
    const string Diploma = "Graduated", EndOfYear = "End of school year", Mistake = "Invalid enrollment";
    static readonly string[] WithoutDiploma = ["Dropout", "Expelled", "Reached maximum age", "Completed"];

    public CohortGraduation() : this(Codes) { }

    public override string Name => "cohort-graduation";
    public override string Title => "Cohort graduation rate";
    public override string Question => "How many of those who began grade 9 graduated in time?";
    public override string Method =>
        "Students of a cohort who left with a regular diploma, of all its members. A student belongs to the year of the first grade 9; who came later belongs to the year in which the grade of entry would have been grade 9, whatever happens afterwards. "
        + "Repeating a grade, dropping out, expulsion and a certificate that is no diploma keep a student in the cohort; only a documented departure takes one out. The rate for four years counts diplomas through the summer after the fourth year, "
        + "for five and six years one and two summers later. Before that summer is over the rate is too soon to tell. Enrollments entered by mistake are not looked at.";
    public override string Source => documents.Source + "; 20 USC 7801(23)";
    public override IReadOnlyList<Preset> Presets => [.. Choices.Select(c => new Preset(c.Name, c.Words, c.Source))];

    /// <summary>The same by another preset.</summary>
    /// <exception cref="ArgumentException">There is no preset of that name.</exception>
    public static CohortGraduation By(string preset) => new(Choices.FirstOrDefault(c => c.Name == preset) ?? throw new ArgumentException($"There is no such preset. Use one of: {string.Join(", ", Choices.Select(c => c.Name))}."));

    /// <summary>How a member of a cohort stands at the end of the time.</summary>
    public enum Standing
    {
        Graduated,
        StillEnrolled,
        LeftWithoutDiploma,

        /// <summary>Gone, and nothing says where to: stays in the cohort until a document is found.</summary>
        Undocumented,

        /// <summary>Gone with a document: no member any more.</summary>
        Documented,
    }

    /// <summary>One cohort's rate.</summary>
    /// <param name="Class">The school year in which it graduates when it takes four years.</param>
    /// <param name="Years">4, 5 or 6.</param>
    /// <param name="Rate">Diplomas of members.</param>
    /// <param name="Undocumented">Those who count against the rate until a document is found.</param>
    /// <param name="IsOver">False while diplomas may still come.</param>
    public sealed record Cohort(SchoolYear Class, int Years, Rate Rate, IReadOnlyList<Leaver> Undocumented, bool IsOver)
    {
        /// <summary>Everyone whom the rate counts.</summary>
        public IReadOnlyList<Member> Members { get; init; } = [];

        public Finding Finding => !Rate.HasValue ? Finding.NoData("nobody belongs to this cohort")
            : !IsOver ? Finding.TooSoon($"{Count(Rate.Part)} of {Count(Rate.Whole)} so far; the summer is not over", Rate.Part, Rate.Whole)
            : Finding.Fine($"{Count(Rate.Part)} of {Count(Rate.Whole)} graduated within {Years} years ({Rate})", Rate.Part, Rate.Whole);
    }

    /// <summary>One who has gone, and of whom no code says that a document shows where to.</summary>
    /// <param name="StudentKey">By the warehouse's key.</param>
    /// <param name="Class">The class that she counts in.</param>
    /// <param name="LastDay">The last day enrolled.</param>
    /// <param name="ExitReason">The code of the exit; null where none was sent.</param>
    public sealed record Leaver(int StudentKey, SchoolYear Class, DateOnly LastDay, string? ExitReason);

    /// <summary>One whom the rate counts.</summary>
    /// <param name="StudentKey">By the warehouse's key.</param>
    /// <param name="Day">The day on which she graduated or left, or the end of the time: the day of her groups.</param>
    /// <param name="Graduated">With a regular diploma in time.</param>
    public sealed record Member(int StudentKey, DateOnly Day, bool Graduated);

    /// <summary>Every class that has a member, oldest first, within four, five and six years, as of a day.</summary>
    public IReadOnlyList<Cohort> Tell(IEnumerable<CohortSpell> spells, DateOnly asOf)
    {
        var members = spells.Where(s => s.ExitReason != Mistake).GroupBy(s => s.StudentKey).Select(g => (Key: g.Key, Spells: g.OrderBy(s => s.EntryDate).ToArray()));
        return [.. members.GroupBy(m => ClassOf(m.Spells)).OrderBy(c => c.Key).SelectMany(c => new[] { 4, 5, 6 }.Select(years => One(c.Key, years, [.. c], asOf)))];
    }

    Cohort One(int year, int years, (int Key, CohortSpell[] Spells)[] members, DateOnly asOf)
    {
        var summer = new DateOnly(year + years - 4, 8, 31);
        var day = asOf < summer ? asOf : summer;
        (int Key, Standing Standing, DateOnly Day, string? Reason)[] stood =
            [.. members.Where(m => m.Spells[0].EntryDate <= day).Select(m => (m.Key, Stands(m.Spells, day), LastDay(m.Spells, day), m.Spells.Last(s => s.EntryDate <= day).ExitReason))];
        var whole = stood.Count(s => s.Standing != Standing.Documented);
        return new Cohort(new SchoolYear(year), years, Rate.Of(stood.Count(s => s.Standing == Standing.Graduated), whole), [.. stood.Where(s => s.Standing == Standing.Undocumented).Select(s => new Leaver(s.Key, new SchoolYear(year), s.Day, s.Reason)).OrderBy(l => l.StudentKey)], asOf > summer)
        {
            Members = [.. stood.Where(s => s.Standing != Standing.Documented).Select(s => new Member(s.Key, s.Day, s.Standing == Standing.Graduated))],
        };
    }

    static DateOnly LastDay(CohortSpell[] spells, DateOnly day) => spells.Last(s => s.EntryDate <= day).ExitDate is { } exit && exit < day ? exit : day;

    // The first ninth grade decides, else the grade of entry; repeating a grade moves nobody.
    static int ClassOf(CohortSpell[] spells)
    {
        var first = spells.FirstOrDefault(s => s.Grade == "09") ?? spells[0];
        return first.SchoolYear + 12 - int.Parse(first.Grade, System.Globalization.CultureInfo.InvariantCulture);
    }

    Standing Stands(CohortSpell[] spells, DateOnly day)
    {
        CohortSpell[] begun = [.. spells.Where(s => s.EntryDate <= day)];
        if (begun.Any(s => s.ExitReason == Diploma && s.ExitDate <= day))
            return Standing.Graduated;
        var last = begun[^1];
        // Last year's end is no departure until the next year has begun without the student.
        return last.ExitDate is not { } exit || exit > day ? Standing.StillEnrolled
            : last.ExitReason == EndOfYear && exit.AddDays(90) > day ? Standing.StillEnrolled
            : documents.Reasons.Contains(last.ExitReason, StringComparer.OrdinalIgnoreCase) ? Standing.Documented
            : WithoutDiploma.Contains(last.ExitReason, StringComparer.OrdinalIgnoreCase) ? Standing.LeftWithoutDiploma
            : Standing.Undocumented;
    }

    public override IReadOnlyList<WorkedExample> WorkedExamples =>
    [
        new("one of two graduated, the other dropped out", Verdict.Fine, Example(Spell(1, 2022, "09", 2025, Diploma), Spell(2, 2022, "09", 2023, "Dropout"))),
        new("a transfer without a document stays in the cohort: 1 of 2", Verdict.Fine, Example(Spell(1, 2022, "09", 2025, Diploma), Spell(2, 2022, "09", 2023, "Transferred"))),
        new("who has died is no member any more: 1 of 1", Verdict.Fine, Example(Spell(1, 2022, "09", 2025, Diploma), Spell(2, 2022, "09", 2023, Certain[0]))),
        new("who came in grade 11 belongs to the class that was in grade 11: 1 of 1", Verdict.Fine, Example(Spell(1, 2024, "11", 2025, Diploma))),
        new("the summer is not over", Verdict.TooSoon, new CohortGraduation().Tell([Spell(1, 2023, "09", null, null)], new DateOnly(2026, 3, 13))[0].Finding),
        new("a mistake is nobody", Verdict.NoData, new Cohort(new SchoolYear(2025), 4, Rate.None, [], true).Finding),
    ];

    static Finding Example(params CohortSpell[] spells) => new CohortGraduation().Tell(spells, new DateOnly(2025, 12, 1)).First(c => c is { Years: 4, Class.Ends: 2025 }).Finding;

    static CohortSpell Spell(int student, int year, string grade, int? left, string? reason) => new()
    {
        StudentKey = student, SchoolYear = year, Grade = grade, EntryDate = new DateOnly(year - 1, 9, 1), ExitDate = left is { } end ? new DateOnly(end, 6, 5) : null, ExitReason = reason,
    };
}
