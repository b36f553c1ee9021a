using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators;

/// <summary>Which courses a student has failed, or is failing now.</summary>
public sealed class CourseFailures(CourseFailures.Courses courses) : Indicator<MarkBook>
{
    /// <summary>Which failures are a concern: those in core courses, or in any.</summary>
    public sealed record Courses(string Name, bool CoreOnly, string Source);

    public static readonly Courses Core = new("core", true, "National High School Center: failures in core courses");
    public static readonly Courses Any = new("any", false, "National High School Center, grades 9 to 12: one or more courses failed");

    static readonly Courses[] Choices = [Core, Any];

    public CourseFailures() : this(Core) { }

    public override string Name => "course-failures";
    public override string Title => "Course failures";
    public override string Question => "Who is failing a course?";
    public override string Method =>
        "Sections with an F of all sections with a mark this year. A semester or final F counts for good; a quarter F counts while it is the newest mark of the section. "
        + "Core courses are English, mathematics, science and social studies. A percentage without a letter is read by the usual table (below 60 is an F); pass, incomplete and blank marks are not failures, and not passes either.";
    public override string Source => courses.Source;
    public override string Preset => courses.Name;
    public override IReadOnlyList<Preset> Presets => [.. Choices.Select(c => new Preset(c.Name, c.CoreOnly ? "an F in a core course" : "an F in any course", c.Source))];
    public override Indicator By(string preset) => new CourseFailures(Choose(Choices, preset, c => c.Name));
    public override MarkBook? Evidence(StudentYear student) => student.Marks is { Count: > 0 } marks ? MarkBook.Of(marks) : null;
    protected override string Missing => "no marks have been sent for this student";

    public override IReadOnlyList<LookedAt> Open(StudentRows rows) => Opening.Sections(rows);

    public override Finding Judge(MarkBook book)
    {
        var graded = book.Sections.Count(s => s.Points is not null);
        var reason = $"failing {book.Failed} of {graded} courses" + (book.Failed > 0 ? $", {book.FailedCore} of them core" : "");
        return graded == 0 ? Finding.TooSoon("no letter or percentage mark yet")
            : (courses.CoreOnly ? book.FailedCore : book.Failed) > 0 ? Finding.Concern(reason, book.Failed, graded)
            : book.Failed > 0 || book.StandingAtD > 0 ? Finding.Watch(book.Failed > 0 ? reason : $"{book.StandingAtD} of {graded} courses at D", book.Failed, graded)
            : Finding.Fine(reason, 0, graded);
    }

    public override IReadOnlyList<Example<MarkBook>> Examples =>
    [
        new("an F in mathematics this quarter", Book(Line(1, "F", core: 1), Line(2, "B")), Verdict.Concern),
        new("a semester F followed by a better quarter", Book(Line(1, "F", core: 1, type: "semester"), Line(1, "B", core: 1, day: 2)), Verdict.Concern),
        new("a quarter F that has been made up for", Book(Line(1, "F", core: 1), Line(1, "C", core: 1, day: 2)), Verdict.Fine),
        new("an F in physical education only", Book(Line(1, "F"), Line(2, "A", core: 1)), Verdict.Watch),
        new("nothing but a pass mark", Book(Line(1, "P", core: 1)), Verdict.TooSoon),
    ];

    static MarkBook Book(params StudentMark[] marks) => new(marks);

    static StudentMark Line(int section, string mark, int core = 0, string type = "quarter", int day = 1) =>
        new() { SectionKey = section, Mark = mark, IsCore = core, MarkType = type, KnownOn = new DateOnly(2025, 10, 30).AddDays(day) };
}
