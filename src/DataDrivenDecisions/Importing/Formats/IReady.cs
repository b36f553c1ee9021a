using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>Curriculum Associates' i-Ready diagnostic results, reading or mathematics: one row per student and diagnostic.</summary>
public sealed class IReady : Format<AssessmentArrival>
{
    const decimal LeastScore = 0, MostScore = 900;

    public override string Name => "i-Ready diagnostic";
    public override string Sample => "assessments/iready.csv";
    public override Turn Turn => Turn.Assessments;
    public override bool NeedsKnownStudents => true;
    public override IReadOnlyList<string> Headers => ["Student ID", "Academic Year", "Completion Date", "Overall Scale Score", "Overall Placement"];

    public override IReadOnlyList<string> MoreHeaders =>
    [
        "Student Grade", "Subject", "Start Date", "Norming Window", "Overall Relative Placement", "Percentile", "Quantile Measure", "Lexile Measure", "Rush Flag",
    ];

    public override AssessmentArrival Read(Row row)
    {
        var day = row.PastDate("Completion Date");
        var subject = Subject(row);
        return new()
        {
            Line = row.Line,
            StudentId = row.StudentId("Student ID"),
            Assessment = "i-Ready",
            Subject = subject,
            ResultId = row.TextOrNull("Start Date"),
            Year = row.YearOrNull("Academic Year"),
            Window = Words.Window(row.TextOrNull("Norming Window")) ?? Window(day),
            TestDate = day,
            Grade = row.GradeOrNull("Student Grade"),
            ScorePoints = row.Decimal("Overall Scale Score", LeastScore, MostScore),
            Percentile = row.WholeOrNull("Percentile", 1, 99),
            Level = row.TextOrNull("Overall Relative Placement") ?? row.TextOrNull("Overall Placement"),
        };
    }

    // The export has no column for it: mathematics comes with Quantile measures, reading with Lexile measures.
    static string Subject(Row row)
    {
        if (row.TextOrNull("Subject") is { } said)
            return said;
        if (row.Has("Quantile Measure") == row.Has("Lexile Measure"))
            row.Reject(null, "subject-unknown", "Nothing tells whether this is reading or mathematics.", "Export with the Lexile or the Quantile measure, or with a column Subject.");
        return row.Has("Quantile Measure") ? "Mathematics" : "Reading";
    }

    // The vendor's own windows, for exports of years in which it did not write them: to 15 November, to 1 March, and after.
    static string Window(DateOnly day) => SchoolYear.Of(day) is var year && day <= new DateOnly(year.Ends - 1, 11, 15) ? "fall" : day <= new DateOnly(year.Ends, 3, 1) ? "winter" : "spring";
}
