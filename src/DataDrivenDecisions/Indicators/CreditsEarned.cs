using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators;

/// <summary>Whether a high school student earns the credits of the courses she takes.</summary>
public sealed class CreditsEarned(CreditsEarned.Line line) : Indicator<MarkBook>
{
    /// <summary>The share of the credits attempted from which on their loss is a concern; zero for any credit.</summary>
    public sealed record Line(string Name, decimal LostFrom, string Words, string Source);

    public static readonly Line Any = new("any", 0, "any credit attempted and not earned", "National High School Center, grades 9 to 12: credits short");
    public static readonly Line Fifth = new("fifth", 0.2m, "a fifth or more of the credits attempted not earned; less is to be watched", "a district's own line");

    static readonly Line[] Choices = [Any, Fifth];
    const int HighSchool = 9;

    public CreditsEarned() : this(Any) { }

    public override string Name => "credits-earned";
    public override string Title => "Credits earned";
    public override string Question => "Who in high school is losing credits?";
    public override string Method =>
        "Credits earned of the credits attempted this school year, in grades 9 to 12, by the marks that carry credits: semester and final marks, and those of a trimester where the source gives it credits. "
        + "Where a course has its terms' marks and a final mark with the credits of both, the final mark is counted. "
        + "Credits are counted in the source's own unit, since earned and attempted are in the same. A course that was passed and brought less than it could counts as lost too. "
        + "Summer credits do not count: they make up for another year's. Before the first such mark is posted it is too soon.";
    public override string Source => line.Source;
    public override string Preset => line.Name;
    public override string DefinitionVersion => "2"; // a final mark's credits are counted once
    public override IReadOnlyList<Preset> Presets => [.. Choices.Select(c => new Preset(c.Name, c.Words, c.Source))];
    public override Indicator By(string preset) => new CreditsEarned(Choose(Choices, preset, c => c.Name));
    protected override string Missing => "no marks have been sent for this student";

    public override bool IsAskedOf(StudentYear student) => student.Placement is { GradeLevel.Number: >= HighSchool };

    public override MarkBook? Evidence(StudentYear student) => student.Marks is { Count: > 0 } marks ? MarkBook.Of(marks) : null;

    public override IReadOnlyList<LookedAt> Open(StudentRows rows) => Opening.Credits(rows, mark =>
        ($"{Count(mark.CreditsEarned ?? 0)} of {Count(mark.CreditsAttempted ?? 0)} credits", mark.CreditsEarned ?? 0, mark.CreditsAttempted ?? 0));

    public override Finding Judge(MarkBook book)
    {
        StudentMark[] entering = [.. book.Sections.SelectMany(s => s.Credited)];
        var (earned, attempted) = (entering.Sum(m => m.CreditsEarned ?? 0), entering.Sum(m => m.CreditsAttempted ?? 0));
        if (attempted == 0)
            return Finding.TooSoon("no marks with credits yet");
        // What one course brings beyond its worth makes up for no other.
        var lost = entering.Sum(Lost);
        var courses = entering.Where(m => Lost(m) > 0).Select(m => m.SectionKey).Distinct().Count();
        var reason = $"{Count(earned)} of {Count(attempted)} credits earned" + (lost > 0 ? $", {Count(lost)} lost in {courses} {(courses == 1 ? "course" : "courses")}" : "");
        return lost == 0 ? Finding.Fine(reason, earned, attempted)
            : lost >= line.LostFrom * attempted ? Finding.Concern(reason, earned, attempted)
            : Finding.Watch(reason, earned, attempted);
    }

    static decimal Lost(StudentMark mark) => Math.Max(0, (mark.CreditsAttempted ?? 0) - (mark.CreditsEarned ?? 0));

    public override IReadOnlyList<Example<MarkBook>> Examples =>
    [
        new("all six courses brought their half credit", Book(("B", 0.5m, 6)), Verdict.Fine),
        new("an F in one of six courses", Book(("B", 0.5m, 5), ("F", 0, 1)), Verdict.Concern),
        new("a course passed that brought only a part of its credit", Book(("B", 0.5m, 5), ("D", 0.25m, 1)), Verdict.Concern),
        new("a course passed, with the marks of both semesters and a final one for the same credit", new MarkBook(
            [new() { SectionKey = 1, Mark = "F", MarkType = "semester", Term = "S1", CreditsAttempted = 0.5m }, new() { SectionKey = 1, Mark = "B", MarkType = "semester", Term = "S2", CreditsAttempted = 0.5m, CreditsEarned = 0.5m },
             new() { SectionKey = 1, Mark = "C", MarkType = "final", Term = "Y1", CreditsAttempted = 1, CreditsEarned = 1, KnownOn = new DateOnly(2026, 6, 5), SchoolYearEnds = 2026 }]), Verdict.Fine),
        new("quarter marks, which carry no credits", new MarkBook([new() { SectionKey = 1, Mark = "B", MarkType = "quarter", Term = "Q1", CreditsAttempted = 0.5m }]), Verdict.TooSoon),
        new("a trimester's mark with its credits", new MarkBook([new() { SectionKey = 1, Mark = "B", MarkType = "quarter", Term = "T1", CreditsAttempted = 0.5m, CreditsEarned = 0.5m }]), Verdict.Fine),
    ];

    static MarkBook Book(params (string Mark, decimal Earned, int Courses)[] groups) => new(groups.SelectMany((g, at) => Enumerable.Range(0, g.Courses).Select(n => new StudentMark
    {
        SectionKey = (100 * at) + n, Term = "S1", MarkType = "semester", Mark = g.Mark, CreditsAttempted = 0.5m, CreditsEarned = g.Earned, KnownOn = new DateOnly(2026, 1, 20),
    })));
}
