using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators;

/// <summary>The C of the early-warning flags: course performance.</summary>
public sealed class AbcCourse(AbcPreset preset, IReadOnlyList<AbcPreset> own) : AbcIndicator<MarkBook>(preset, own)
{
    public AbcCourse() : this(AbcPreset.Default) { }

    public AbcCourse(AbcPreset preset) : this(preset, []) { }

    public override string Name => "abc-course";
    public override string Title => "Course flag";
    public override string Question => "Whose course grades are an early warning?";
    public override string Method =>
        "The marks known so far against the threshold of the preset. A letter without a percentage stands for the middle of its band (A 95, B 85, C 75, D 65, F 55); a blank mark is not zero.";
    protected override Indicator With(AbcPreset preset, IReadOnlyList<AbcPreset> own) => new AbcCourse(preset, own);
    public override MarkBook? Evidence(StudentYear student) => student.Marks is { Count: > 0 } marks ? MarkBook.Of(marks) : null;
    protected override string Missing => "no marks have been sent for this student";
    protected override string Words(AbcPreset preset) => preset.Words.Course;

    public override IReadOnlyList<LookedAt> Open(StudentRows rows) => Opening.Sections(rows);

    public override Finding Judge(MarkBook book)
    {
        var graded = book.Sections.Count(s => s.Points is not null);
        var verdict = Thresholds.Course(book);
        return verdict == Verdict.TooSoon
            ? Finding.TooSoon("no mark yet that the flag looks at")
            : new Finding(verdict, (book.Failed > 0 ? $"failing {book.Failed} of {graded} courses" : Lowest(book)) + (Thresholds.CourseReason?.Invoke(book) is { } more ? ", " + more : ""), book.Failed, graded);
    }

    static string Lowest(MarkBook book) => book.Sections.Min(s => s.Points) is { } low ? $"lowest course at {Count(low)}" : "no percentage yet";

    public override IReadOnlyList<Example<MarkBook>> Examples =>
    [
        new("one course at F", Book("F"), Verdict.Concern),
        new("one course at C", Book("C"), Verdict.Watch),
        new("one course at B", Book("B"), Verdict.Fine),
        new("a blank mark is not zero", Book(null), Verdict.TooSoon),
    ];

    static MarkBook Book(string? letter) => new([new StudentMark
    {
        SectionKey = 1, Subject = "Mathematics", IsCore = 1, Mark = letter, MarkType = "quarter", KnownOn = new DateOnly(2025, 10, 31),
    }]);
}
