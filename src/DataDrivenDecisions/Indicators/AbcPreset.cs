using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>One published set of early-warning thresholds for attendance, behavior and course performance (the "ABC").</summary>
public sealed class AbcPreset
{
    public required string Name { get; init; }

    /// <summary>Whose thresholds, within a sentence: "the count of flags by the Ed-Fi kit".</summary>
    public required string Whose { get; init; }
    public required string Source { get; init; }

    /// <summary>The three thresholds in words, in the order attendance, behavior, course.</summary>
    public required (string Attendance, string Behavior, string Course) Words { get; init; }

    /// <summary>Looks at the last <see cref="StudentYear.RecentDays"/> days only.</summary>
    public bool LooksAtRecentAttendance { get; init; }

    /// <summary>From the share of enrolled days missed.</summary>
    public required Func<Rate, Verdict> Attendance { get; init; }

    public required Func<StudentIncidents, Verdict> Behavior { get; init; }
    public required Func<MarkBook, Verdict> Course { get; init; }

    /// <summary>What is told of a student's courses beside those failed; null for nothing.</summary>
    public Func<MarkBook, string?>? CourseReason { get; init; }

    /// <summary>The Ed-Fi early warning starter kit: thresholds that hold for every grade.</summary>
    public static readonly AbcPreset EdFi = new()
    {
        Name = "ed-fi",
        Whose = "the Ed-Fi kit",
        Source = "Ed-Fi early warning system starter kit",
        Words = ("present less than 80% is a concern, less than 88% watch", "a state offense or more than 5 conduct incidents is a concern, more than 2 watch",
            "mathematics or English below 65 is a concern, below 72 watch"),
        Attendance = missed => missed > Percent(20) ? Verdict.Concern : missed > Percent(12) ? Verdict.Watch : Verdict.Fine,
        Behavior = i => i.StateOffenses >= 1 || i.ConductIncidents > 5 ? Verdict.Concern : i.ConductIncidents > 2 ? Verdict.Watch : Verdict.Fine,
        Course = book => Lowest(book, s => s.Latest.IsMathematics || s.Latest.IsEnglish) switch { null => Verdict.TooSoon, < 65 => Verdict.Concern, < 72 => Verdict.Watch, _ => Verdict.Fine },
    };

    public static readonly AbcPreset MiddleGrades = new()
    {
        Name = "nhsc-middle",
        Whose = "the National High School Center (grades 6 to 8)",
        Source = "National High School Center, grades 6 to 8",
        Words = ("missed 20% or more", "one day suspended or more", "failed mathematics or English"),
        Attendance = missed => missed >= Percent(20) ? Verdict.Concern : missed >= Percent(10) ? Verdict.Watch : Verdict.Fine,
        Behavior = Suspended,
        Course = FailedMathematicsOrEnglish,
    };

    public static readonly AbcPreset HighSchool = new()
    {
        Name = "nhsc-high",
        Whose = "the National High School Center (grades 9 to 12)",
        Source = "National High School Center, grades 9 to 12; behavior is validated locally, here as in grades 6 to 8",
        Words = ("missed 10% or more", "one day suspended or more", "one course failed, or a grade point average of 2.0 or less"),
        Attendance = missed => missed >= Percent(10) ? Verdict.Concern : missed >= Percent(5) ? Verdict.Watch : Verdict.Fine,
        Behavior = Suspended,
        Course = book => Graded(book) is false ? Verdict.TooSoon : book.Failed >= 1 || Average(book) <= 2.0m ? Verdict.Concern : book.StandingAtD > 0 ? Verdict.Watch : Verdict.Fine,
    };

    public static readonly AbcPreset Balfanz = new()
    {
        Name = "balfanz",
        Whose = "Balfanz",
        Source = "Balfanz, Herzog and Mac Iver, grade 6",
        Words = ("present less than 80% is a concern, less than 90% watch", "any suspension", "an F in English or mathematics"),
        Attendance = missed => missed > Percent(20) ? Verdict.Concern : missed > Percent(10) ? Verdict.Watch : Verdict.Fine,
        Behavior = Suspended,
        Course = FailedMathematicsOrEnglish,
    };

    public static readonly AbcPreset Somerville = new()
    {
        Name = "somerville",
        Whose = "Somerville",
        Source = "Somerville student insights; levels 1 and 2 are watch, 3 and 4 a concern",
        Words = ("of the last 45 days present less than 85% is a concern, less than 95% watch", "5 incidents or more", "3 F are a concern; 2 F, or 1 F and 2 D, watch"),
        LooksAtRecentAttendance = true,
        Attendance = missed => missed > Percent(15) ? Verdict.Concern : missed > Percent(5) ? Verdict.Watch : Verdict.Fine,
        Behavior = i => i.Incidents >= 5 ? Verdict.Concern : Verdict.Fine,
        Course = book => Graded(book) is false ? Verdict.TooSoon
            : book.Failed >= 3 ? Verdict.Concern
            : book.Failed == 2 || (book.Failed == 1 && book.StandingAtD >= 2) ? Verdict.Watch
            : Verdict.Fine,
    };

    public static readonly AbcPreset AcumenEd = new()
    {
        Name = "acumen-ed",
        Whose = "AcumenEd",
        Source = "AcumenEd; 1 point is watch, 2 points a concern",
        Words = ("missed 10% or more is a concern, 5% watch", "3 incidents are a concern, 1 or 2 watch",
            "a grade point average below 2 or 2 F is a concern, below 3 or 1 F watch"),
        Attendance = missed => missed >= Percent(10) ? Verdict.Concern : missed >= Percent(5) ? Verdict.Watch : Verdict.Fine,
        Behavior = i => i.Incidents >= 3 ? Verdict.Concern : i.Incidents >= 1 ? Verdict.Watch : Verdict.Fine,
        Course = book => Graded(book) is false ? Verdict.TooSoon
            : book.Failed >= 2 || Average(book) < 2.0m ? Verdict.Concern
            : book.Failed == 1 || Average(book) < 3.0m ? Verdict.Watch
            : Verdict.Fine,
    };

    /// <summary>
    /// The default holds for every grade and raises its attendance flag where <see cref="ChronicAbsence"/> does, at a tenth of the days:
    /// two numbers on one page must not disagree about the same absences.
    /// </summary>
    public static AbcPreset Default => AcumenEd;

    /// <summary>The default first.</summary>
    public static IReadOnlyList<AbcPreset> All { get; } = [AcumenEd, EdFi, MiddleGrades, HighSchool, Balfanz, Somerville];

    static Rate Percent(int percent) => Rate.Of(percent, 100);
    static Verdict Suspended(StudentIncidents i) => i.Suspensions >= 1 ? Verdict.Concern : i.Incidents >= 1 ? Verdict.Watch : Verdict.Fine;
    static bool Graded(MarkBook book) => book.Sections.Any(s => s.Points is not null);
    static decimal? Lowest(MarkBook book, Func<MarkBook.Line, bool> which) => book.Sections.Where(which).Min(s => s.Points);

    static Verdict FailedMathematicsOrEnglish(MarkBook book)
    {
        MarkBook.Line[] lines = [.. book.Sections.Where(s => (s.Latest.IsMathematics || s.Latest.IsEnglish) && s.Points is not null)];
        return lines.Length == 0 ? Verdict.TooSoon
            : lines.Any(s => s.IsFailed) ? Verdict.Concern
            : lines.Any(s => s.Latest.Letter is { Letter: 'D' }) ? Verdict.Watch
            : Verdict.Fine;
    }

    internal static decimal? Average(MarkBook book)
    {
        var (points, credits) = new GradePoints().Sum(book);
        return credits == 0 ? null : points / credits;
    }
}
