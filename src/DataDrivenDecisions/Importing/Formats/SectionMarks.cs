using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>The SIS's posted marks: one row per student, section, term and kind of mark, with the date it was posted.</summary>
public sealed class SectionMarks : Format<MarkArrival>
{
    static readonly string[] MarkTypes = ["quarter", "semester", "final"];

    public override string Name => "Section marks";
    public override string Sample => "sis/section_marks.csv";
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["student_number|student_id", "section_id", "term", "mark_type", "mark|letter_mark"];
    public override IReadOnlyList<string> MoreHeaders => ["school_number|school_id", "school_year", "percent", "credits_attempted", "credits_earned", "posted_date"];
    public override string SchoolColumn => "school_number";

    public override string StudentColumn => "student_number";

    public override MarkArrival Read(Row row)
    {
        var letter = row.TextOrNull("mark");
        var percent = row.DecimalOrNull("percent", 0, MarkLimits.MostPercent);
        if (letter is null && percent is null)
            row.Reject("mark", "required-blank", "The row has neither a mark nor a percent.", "Fill one of the two, or leave the row out.");
        return new()
        {
            Line = row.Line,
            StudentId = row.StudentId("student_number"),
            SectionId = row.Id("section_id"),
            SchoolId = row.TextOrNull("school_number") is null ? null : row.SchoolId("school_number"),
            Year = row.Year("school_year"),
            Term = row.Text("term"),
            MarkType = row.OneOf("mark_type", MarkTypes),
            Letter = letter,
            Percent = percent,
            CreditsAttempted = row.DecimalOrNull("credits_attempted", 0, MarkLimits.MostCredits),
            CreditsEarned = row.DecimalOrNull("credits_earned", 0, MarkLimits.MostCredits),
            PostedDate = row.TextOrNull("posted_date") is null ? null : row.PastDate("posted_date"),
        };
    }
}
