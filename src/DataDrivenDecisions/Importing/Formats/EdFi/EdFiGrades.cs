using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's grades: a student's mark in a section for a grading period, a semester or the course.</summary>
public sealed class EdFiGrades() : EdFiFormat("StudentGrade", "grades", "Grade")
{
    const string Association = "studentSectionAssociationReference";

    // GradeType codes of Data Standard 5.2 that are marks of a course; progress reports and conduct are kept whole.
    static readonly CodeTable<string> Types = new("grade type", "", "no mark of a course; the row was kept whole",
        ("Grading Period", "quarter"), ("Quarter", "quarter"), ("Semester", "semester"), ("Final", "final"), ("Final Grade", "final"));

    public override Turn Turn => Turn.Events;

    public override IReadOnlyList<string> Headers =>
        [Association + ".studentUniqueId", .. SectionColumns(Association), "gradeTypeDescriptor|GradeType", "gradingPeriodReference.gradingPeriodDescriptor|gradingPeriodReference.gradingPeriod"];

    public override IReadOnlyList<string> MoreHeaders =>
        ["letterGradeEarned", "numericGradeEarned", Association + ".beginDate", "gradingPeriodReference.periodSequence", "gradingPeriodReference.gradingPeriodName", "currentGradeAsOfDate"];

    public override string SchoolColumn => Association + ".schoolId";

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var period = Code(row, "gradingPeriodReference.gradingPeriodDescriptor") ?? row.Text("gradingPeriodReference.gradingPeriodDescriptor");
        var type = Types.Of(row, Code(row, "gradeTypeDescriptor") ?? row.Text("gradeTypeDescriptor"));
        var letter = row.TextOrNull("letterGradeEarned");
        var percent = row.DecimalOrNull("numericGradeEarned", 0, MarkLimits.MostPercent);
        if (letter is null && percent is null)
            row.Reject("letterGradeEarned", "required-blank", "The row has neither a letter nor a number.", "Fill one of the two, or leave the row out.");
        yield return type.Length == 0
            ? Whole(row, "grade", $"{Section(row, Association)}/{row.StudentId(Association + ".studentUniqueId")}/{Code(row, "gradeTypeDescriptor")}/{period}")
            : new MarkArrival
            {
                Line = row.Line,
                StudentId = row.StudentId(Association + ".studentUniqueId"),
                SectionId = Section(row, Association),
                SchoolId = row.SchoolId(SchoolColumn),
                Year = row.Year(Association + ".schoolYear"),
                // A semester's or the course's mark belongs to its session; only a grading period's to the period.
                Term = type == "quarter" ? period : Code(row, Association + ".sessionName") ?? period,
                MarkType = type,
                Letter = letter,
                Percent = percent,
                PostedDate = row.DateOrNull("currentGradeAsOfDate"),
            };
    }
}
