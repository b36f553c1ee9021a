using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>The SIS marks export of Open Education Analytics (studentsectionmark): one row per student, section and term.</summary>
public sealed class OpenEducationMarks : Format<MarkArrival>
{
    public override string Name => "Open Education Analytics marks";
    public override string Family => "Open Education Analytics";
    public override string Sample => "open-education/studentsectionmark.csv";
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["student_id", "section_id", "school_year", "term_id", "numeric_grade_earned", "alpha_grade_earned"];
    public override IReadOnlyList<string> MoreHeaders => ["id", "is_final_grade", "credits_attempted", "credits_earned", "grad_credit_type"];

    public override string StudentColumn => "student_id";

    public override MarkArrival Read(Row row)
    {
        var letter = row.TextOrNull("alpha_grade_earned");
        var percent = row.DecimalOrNull("numeric_grade_earned", 0, MarkLimits.MostPercent);
        if (letter is null && percent is null)
            row.Reject("alpha_grade_earned", "required-blank", "The row has neither a mark nor a percent.", "Fill one of the two, or leave the row out.");
        return new()
        {
            Line = row.Line,
            StudentId = row.StudentId("student_id"),
            SectionId = row.Id("section_id"),
            Year = row.Year("school_year"),
            Term = row.Text("term_id"),
            MarkType = row.FlagOrNull("is_final_grade") is true ? "final" : "quarter",
            Letter = letter,
            Percent = percent,
            CreditsAttempted = row.DecimalOrNull("credits_attempted", 0, MarkLimits.MostCredits),
            CreditsEarned = row.DecimalOrNull("credits_earned", 0, MarkLimits.MostCredits),
        };
    }
}
