using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>NWEA MAP Growth's combined data file: one row per student and test.</summary>
public sealed class MapGrowth : Format<AssessmentArrival>
{
    // RIT scores lie between 100 and 350; anything else has slipped a column.
    const decimal LeastRit = 50, MostRit = 400;

    public override string Name => "MAP Growth";
    public override string Sample => "assessments/map_growth.csv";
    public override Turn Turn => Turn.Assessments;
    public override bool NeedsKnownStudents => true;
    public override IReadOnlyList<string> Headers => ["TermName", "StudentID", "Subject|Discipline", "TestStartDate", "TestRITScore"];
    public override IReadOnlyList<string> MoreHeaders => ["Course", "TestName", "TestID", "TestType", "TestStandardError", "TestPercentile", "AchievementQuintile", "Grade"];

    public override AssessmentArrival Read(Row row)
    {
        var term = row.Text("TermName");
        var window = Words.Window(term);
        if (window is null)
            row.Reject("TermName", "term-unreadable", "The term names no season.", "Write it as the vendor does: Fall 2025-2026.");
        return new()
        {
            Line = row.Line,
            StudentId = row.StudentId("StudentID"),
            Assessment = "MAP Growth",
            Subject = row.Text("Subject"),
            // A student may take two tests of one subject on one day; the vendor's test id is blank in some exports.
            ResultId = row.TextOrNull("TestID") ?? row.TextOrNull("TestName") ?? row.TextOrNull("Course"),
            Year = SchoolYear.TryParse(term.Split(' ')[^1], out var year) ? year : null,
            Window = window,
            TestDate = row.PastDate("TestStartDate"),
            Grade = row.GradeOrNull("Grade"),
            ScorePoints = row.Decimal("TestRITScore", LeastRit, MostRit),
            StandardErrorPoints = row.DecimalOrNull("TestStandardError", 0, 100),
            Percentile = row.WholeOrNull("TestPercentile", 1, 99),
            Level = row.TextOrNull("AchievementQuintile"),
        };
    }
}
