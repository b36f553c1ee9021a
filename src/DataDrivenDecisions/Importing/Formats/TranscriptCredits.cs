using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>Credits of transcripts: one row per student, school year, term, course and place where the credit was earned, whether or not a class of the district stands behind it.</summary>
public sealed class TranscriptCredits : Format<TranscriptCreditArrival>
{
    public override string Name => "Transcript credits";
    public override string Sample => "sis/transcript_credits.csv";
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["student_number|student_id", "school_year", "course_code|course_number", "credits_earned", "earned_at|earned_school_name"];

    public override IReadOnlyList<string> MoreHeaders =>
        ["course_name|course_title", "term", "subject", "result|course_result", "method|method_credit_earned", "grade_level", "mark|letter_mark", "percent", "credits_attempted", "posted_date"];

    public override string StudentColumn => "student_number";

    public override TranscriptCreditArrival Read(Row row)
    {
        // Transfer credits often have no code of the district's.
        var name = row.TextOrNull("course_name");
        return new()
        {
            Line = row.Line,
            StudentId = row.StudentId("student_number"),
            Year = row.Year("school_year"),
            Term = row.TextOrNull("term"),
            Course = row.TextOrNull("course_code") ?? name ?? row.Text("course_code"),
            CourseName = name,
            Subject = row.TextOrNull("subject"),
            EarnedAt = row.TextOrNull("earned_at"),
            Result = row.TextOrNull("result"),
            Method = row.TextOrNull("method"),
            Grade = row.GradeOrNull("grade_level"),
            Letter = row.TextOrNull("mark"),
            Percent = row.DecimalOrNull("percent", 0, MarkLimits.MostPercent),
            CreditsAttempted = row.DecimalOrNull("credits_attempted", 0, MarkLimits.MostTranscriptCredits),
            CreditsEarned = row.Decimal("credits_earned", 0, MarkLimits.MostTranscriptCredits),
            PostedDate = row.TextOrNull("posted_date") is null ? null : row.PastDate("posted_date"),
        };
    }
}
