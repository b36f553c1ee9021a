using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>A student's grade point average this year, weighted by credits.</summary>
public sealed class GradePoints(GradePoints.Scale scale) : Indicator<MarkBook>
{
    /// <summary>How letters become points.</summary>
    public sealed record Scale(string Name, decimal TopPlus, bool IsWeighted, string Words, string Source);

    public static readonly Scale Plain = new("plain", 4.0m, false, "A 4, B 3, C 2, D 1, F 0, plus and minus 0.3, A+ 4.0", "common US scale");
    public static readonly Scale PlainHighPlus = new("plain-4.3", 4.3m, false, "as plain, A+ 4.3", "common US scale");
    public static readonly Scale Weighted = new("weighted", 4.0m, true, "as plain, 1.0 more for AP, IB and dual enrollment and 0.5 for honors", "common US scale");

    static readonly Scale[] Choices = [Plain, PlainHighPlus, Weighted];
    const decimal Low = 2.0m, Good = 3.0m; // AcumenEd and the National High School Center draw the lines here

    public GradePoints() : this(Plain) { }

    public override string Name => "grade-points";
    public override string Title => "Grade points";
    public override string Question => "What is each student's grade point average this year?";
    public override string Method =>
        "Letters become points, are weighted by the credits attempted (or counted once each where no credits are sent) and averaged. Semester and final marks count, a course's final mark in place of those of its terms; until the first is posted the newest quarter marks stand in. "
        + "An F is 0 points and not more; pass, withdrawn, incomplete, no-grade, transfer and blank marks do not enter.";
    public override string Source => scale.Source + "; lines at 2.0 and 3.0: AcumenEd, National High School Center";
    public override string Preset => scale.Name;
    public override string DefinitionVersion => "2"; // a course with its terms' marks and a final one weighs once
    public override IReadOnlyList<Preset> Presets => [.. Choices.Select(s => new Preset(s.Name, s.Words, s.Source))];
    public override Indicator By(string preset) => new GradePoints(Choose(Choices, preset, s => s.Name));
    public override MarkBook? Evidence(StudentYear student) => student.Marks is { Count: > 0 } marks ? MarkBook.Of(marks) : null;
    protected override string Missing => "no marks have been sent for this student";

    public override Finding Judge(MarkBook book)
    {
        var (points, credits) = Sum(book);
        if (credits == 0)
            return Finding.TooSoon("no letter mark yet");
        var average = points / credits;
        var reason = $"grade point average {average.ToString("0.00", CultureInfo.InvariantCulture)}";
        return average < Low ? Finding.Concern(reason, points, credits) : average < Good ? Finding.Watch(reason, points, credits) : Finding.Fine(reason, points, credits);
    }

    /// <summary>Quality points and the credits they stand for; their quotient is the average.</summary>
    public (decimal Points, decimal Credits) Sum(MarkBook book)
    {
        var entering = Entering(book);
        return (entering.Sum(m => m.Weight * Points(m.Mark)), entering.Sum(m => m.Weight));
    }

    /// <summary>The marks that enter, each with its weight.</summary>
    static (StudentMark Mark, decimal Weight)[] Entering(MarkBook book)
    {
        StudentMark[] deciding = [.. book.Sections.SelectMany(s => s.DecidingLetters)];
        var marks = deciding.Length > 0 ? deciding : [.. book.Sections.Select(s => s.Latest).Where(m => m.Letter is not null)];
        var hasCredits = marks.Any(m => m.CreditsAttempted > 0);
        return [.. marks.Select(m => (m, hasCredits ? m.CreditsAttempted ?? 0 : 1))];
    }

    public override IReadOnlyList<LookedAt> Open(StudentRows rows)
    {
        var entering = Entering(new MarkBook(rows.Marks)).ToDictionary<(StudentMark Mark, decimal Weight), object, decimal>(m => m.Mark, m => m.Weight, ReferenceEqualityComparer.Instance);
        return [.. rows.Marks.Select(mark => entering.TryGetValue(mark, out var weight) && weight > 0
            ? Opening.Mark(mark, true, $"{Count(Points(mark))} points, weighted by {Count(weight)}", weight * Points(mark), weight)
            : Opening.Mark(mark, false, mark.Letter is null ? "not a letter mark: it says nothing of achievement"
                : entering.ContainsKey(mark) ? "no credits were attempted with it"
                : mark.IsDeciding ? "another mark of the course enters" : "a quarter mark stands in only until the first semester mark is posted, and then only the newest"))];
    }

    decimal Points(StudentMark mark)
    {
        var letter = mark.Letter!.Value;
        if (letter.IsFailing)
            return 0;
        return letter.GradePoints(scale.TopPlus) + (!scale.IsWeighted ? 0 : mark.IsWeightedCourse == 1 ? 1.0m : mark.IsHonorsCourse == 1 ? 0.5m : 0);
    }

    public override IReadOnlyList<Example<MarkBook>> Examples =>
    [
        new("an A and a C, half a credit each, make 3.0", Book(("A", 0.5m), ("C", 0.5m)), Verdict.Fine),
        new("B minus throughout makes 2.7", Book(("B-", 1m), ("B-", 1m)), Verdict.Watch),
        new("a full-credit F weighs more than a half-credit A", Book(("F", 1m), ("A", 0.5m)), Verdict.Concern),
        new("an F of a year, with its final mark and those of both semesters, weighs no more than an A of a year", new MarkBook(
            [Year("A", 1, "final", "Y1"), Year("F", 2, "final", "Y1"), Year("F", 2, "semester", "S1") with { CreditsAttempted = 0.5m }, Year("F", 2, "semester", "S2") with { CreditsAttempted = 0.5m }]), Verdict.Watch),
        new("pass and incomplete do not enter", Book(("P", 1m), ("I", 1m)), Verdict.TooSoon),
    ];

    static StudentMark Year(string mark, int section, string type, string term) => new()
    {
        SectionKey = section, Mark = mark, CreditsAttempted = 1, MarkType = type, Term = term, KnownOn = new DateOnly(2026, 6, 5), SchoolYearEnds = 2026,
    };

    static MarkBook Book(params (string Mark, decimal Credits)[] marks) => new(marks.Select((m, i) =>
        new StudentMark { SectionKey = i, Mark = m.Mark, CreditsAttempted = m.Credits, MarkType = "semester", KnownOn = new DateOnly(2026, 1, 20) }));
}
