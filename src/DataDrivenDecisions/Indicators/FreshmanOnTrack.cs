using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>Whether a first-time ninth grader earns credits and passes core courses as those do who graduate (Chicago).</summary>
public sealed class FreshmanOnTrack(FreshmanOnTrack.CreditScale scale) : Indicator<MarkBook>
{
    /// <summary>How many of the source's credits make one full-year course.</summary>
    public sealed record CreditScale(string Name, decimal CreditsPerFullYearCourse, string Source);

    public static readonly CreditScale Carnegie = new("credits-1", 1, "one credit for a full-year course");
    public static readonly CreditScale Five = new("credits-5", 5, "five credits for a full-year course");
    public static readonly CreditScale Ten = new("credits-10", 10, "ten credits for a full-year course (California)");

    static readonly CreditScale[] Choices = [Carnegie, Five, Ten];

    public FreshmanOnTrack() : this(Carnegie) { }

    public override string Name => "freshman-on-track";
    public override string Title => "Freshman on-track";
    public override string Question => "Which ninth graders are on the way to graduating?";
    public override string Method =>
        "A first-time ninth grader is on track with at least 5 full-year credits by the end of the year and no more than one semester F in a core course (English, mathematics, science, social studies). "
        + "After the first term the interim rule asks for 2.5 credits and no more than one F; after each trimester for its third of the five. The final mark of a course stands for its terms' marks, and says that the year is over "
        + "up to the end of its own term: a course of one semester that ends in January makes it half a year. Source credits are divided by the credits of a full-year course; when the middle passed course of the student "
        + "does not come to 0.5 to 1.0 (0.33 after a trimester), the credit scale is unknown and nothing is said. Summer credits do not count. Who is off track is told what would put her back: the credits that are missing and the core F beyond the first. Before the first semester marks are posted it is too soon.";
    public override string Source => $"University of Chicago Consortium, on-track indicator; {scale.Source}";
    public override string Preset => scale.Name;
    public override string DefinitionVersion => "4"; // a final mark ends its own term, not the year, and its credits are counted once
    public override IReadOnlyList<Preset> Presets => [.. Choices.Select(c => new Preset(c.Name, c.Source, "a setting of the source"))];
    public override Indicator By(string preset) => new FreshmanOnTrack(Choose(Choices, preset, c => c.Name));
    protected override string Missing => "no marks have been sent for this student";

    /// <summary>Only first-time ninth graders are asked about.</summary>
    public static bool Concerns(StudentYear student) => student.Placement is { GradeLevel.Number: 9, WasNinthGraderBefore: 0 };

    public override MarkBook? Evidence(StudentYear student) =>
        Concerns(student) && student.Marks is { Count: > 0 } marks ? MarkBook.Of(marks) : null;

    public override bool IsAskedOf(StudentYear student) => Concerns(student);

    public override IReadOnlyList<LookedAt> Open(StudentRows rows) => Opening.Credits(rows, mark =>
        ($"{Count((mark.CreditsEarned ?? 0) / scale.CreditsPerFullYearCourse)} credits" + (mark is { IsFailing: true, IsCore: 1 } ? ", a core F" : ""),
            (mark.CreditsEarned ?? 0) / scale.CreditsPerFullYearCourse, 0)); // what is needed is told by the year, not by the marks

    public override Finding Judge(MarkBook book)
    {
        if (FreshmanCredits.Of(book, scale.CreditsPerFullYearCourse) is not { } credits)
            return Finding.TooSoon("no semester marks with credits yet");
        var least = credits.Thirds > 0 ? 0.33m : 0.5m; // one term of a course that lasts the year
        if (Median([.. book.Sections.Select(PassedCredits).Where(c => c > 0)]) is { } middle && (middle < least || middle > 1))
            return Finding.NoData(string.Create(CultureInfo.InvariantCulture, $"credit scale unknown: the middle passed course gives {Count(middle)} full-year credits, expected {least} to 1.0"));

        var reason = $"{Count(credits.Earned)} of {Count(credits.Needed)} credits{(credits.IsWholeYear ? "" : credits.Twelfths <= YearPart.Semester ? " after the first term" : " after two terms")}, {credits.CoreFailures} core F";
        return credits.IsOnTrack ? Finding.Fine(reason, credits.Earned, credits.Needed)
            : Finding.Concern($"{reason}; back on track with {WayBack(credits.Missing, credits.CoreFailures - FreshmanCredits.CoreFailuresAllowed)}", credits.Earned, credits.Needed);
    }

    // What would put the student back: what is missing, and nothing that would be good besides.
    static string WayBack(decimal credits, int failures) => string.Join(" and ",
    [
        .. credits > 0 ? [$"{Count(credits)} more {(credits == 1 ? "credit" : "credits")}"] : Array.Empty<string>(),
        .. failures > 0 ? [$"{failures} core F made up"] : Array.Empty<string>(),
    ]);

    decimal PassedCredits(MarkBook.Line section) =>
        section.Credited.Where(m => !m.IsFailing).Sum(m => m.CreditsEarned ?? 0) / scale.CreditsPerFullYearCourse;

    static decimal? Median(decimal[] numbers)
    {
        if (numbers.Length == 0)
            return null;
        Array.Sort(numbers);
        return numbers.Length % 2 == 1 ? numbers[numbers.Length / 2] : (numbers[(numbers.Length / 2) - 1] + numbers[numbers.Length / 2]) / 2;
    }

    public override IReadOnlyList<Example<MarkBook>> Examples =>
    [
        new("six courses passed in both semesters", Book(terms: 2, passed: 6, failed: 0), Verdict.Fine),
        new("five courses passed and one core F in one semester", Book(terms: 2, passed: 5, failed: 0, extraFailure: true), Verdict.Fine),
        new("four courses passed and two failed", Book(terms: 2, passed: 4, failed: 2), Verdict.Concern),
        new("after the first term: five passed, none failed", Book(terms: 1, passed: 5, failed: 0), Verdict.Fine),
        new("after the first term: two core F", Book(terms: 1, passed: 5, failed: 2), Verdict.Concern),
        new("after one of three trimesters: six passed, a third of a credit each", Trimesters(1, passed: 6, failed: 0), Verdict.Fine),
        new("three trimesters: five courses passed, whose thirds are written .33", Trimesters(3, passed: 5, failed: 0), Verdict.Fine),
        new("after two of three trimesters: one core F in each", Trimesters(2, passed: 6, failed: 1), Verdict.Concern),
        new("in January: one course of one semester with its final mark, five with their first semester's", Finals("S1", 0.5m, semesters: 5), Verdict.Fine),
        new("a year of courses with both semesters' marks and the final one, whose credit is counted once", Finals("Y1", 1, semesters: 3, both: true), Verdict.Concern),
        new("credits on another scale", Book(terms: 2, passed: 6, failed: 0, credit: 5), Verdict.NoData),
        new("quarter marks only", new MarkBook([new() { SectionKey = 1, Mark = "B", MarkType = "quarter" }]), Verdict.TooSoon),
    ];

    static MarkBook Book(int terms, int passed, int failed, bool extraFailure = false, decimal credit = 0.5m)
    {
        var marks = from term in Enumerable.Range(1, terms)
                    from course in Enumerable.Range(1, passed + failed)
                    let fails = course > passed
                    select Semester(course, term, fails ? "F" : "B", credit, fails ? 0 : credit);
        return new MarkBook(extraFailure ? marks.Append(Semester(99, 1, "F", credit, 0)) : marks);
    }

    static MarkBook Trimesters(int terms, int passed, int failed) => new(
        from term in Enumerable.Range(1, terms)
        from course in Enumerable.Range(1, passed + failed)
        let fails = course > passed
        select Semester(course, term, fails ? "F" : "B", 0.33m, fails ? 0 : 0.33m) with { Term = $"T{term}", MarkType = "quarter" });

    // One course with a final mark alone, and others of a year with a mark of the first semester, or of both and the final one.
    static MarkBook Finals(string term, decimal credits, int semesters, bool both = false) => new(
    [
        Semester(99, 1, "B", credits, credits) with { Term = term, MarkType = "final" },
        .. from course in Enumerable.Range(1, semesters)
           from mark in both ? [Semester(course, 1, "B", 0.5m, 0.5m), Semester(course, 2, "B", 0.5m, 0.5m), Semester(course, 2, "B", 1, 1) with { Term = "Y1", MarkType = "final" }]
               : new[] { Semester(course, 1, "B", 0.5m, 0.5m) }
           select mark,
    ]);

    static StudentMark Semester(int section, int term, string mark, decimal attempted, decimal earned) => new()
    {
        SectionKey = section, Term = $"S{term}", MarkType = "semester", Mark = mark, IsCore = 1, CreditsAttempted = attempted, CreditsEarned = earned, SchoolYearEnds = 2026,
        KnownOn = new DateOnly(2026, 1, 20).AddDays(120 * (term - 1)),
    };
}
