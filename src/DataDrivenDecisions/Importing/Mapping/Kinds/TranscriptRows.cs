using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Mapping.Kinds;

/// <summary>Transcripts: credit for a course, wherever it was earned.</summary>
internal sealed class TranscriptRows : ContentKind
{
    public override string Name => "transcript_credits";
    public override string Title => "Transcript credits";
    public override string OneRowIs => "one student’s credit for one course";
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Telling => ["credits_earned", "earned_at", "method"];
    public override IReadOnlyList<string> FileWords => ["transcript", "transcripts", "transfer credit", "transfer credits", "course history", "academic history"];

    public override IReadOnlyList<ContentField> Fields { get; } =
    [
        CommonFields.Student,
        new() { Name = "course", Label = "Course", IsRequired = true, AlsoCalled = ["course code", "course number", "course id", "course", "course no", "crs"] },
        new() { Name = "credits_earned", Label = "Credits earned", Type = FieldType.Number, IsRequired = true, Least = 0, Most = MarkLimits.MostTranscriptCredits, AlsoCalled = ["credits earned", "credit earned", "earned credits", "credits", "earned credit hours", "earned"] },
        new() { Name = "course_name", Label = "Course’s name", AlsoCalled = ["course name", "course title", "title", "course description"] },
        new() { Name = "earned_at", Label = "Where it was earned", AlsoCalled = ["earned at", "where earned", "school of credit", "transfer school", "institution", "institution name", "credit school", "sending school", "school where earned"] },
        new() { Name = "method", Label = "How it was earned", AlsoCalled = ["method", "method credit earned", "credit type", "type of credit", "how earned", "credit method"] },
        new() { Name = "result", Label = "What the attempt came to", AlsoCalled = ["result", "course result", "attempt result", "outcome", "course attempt result"] },
        new() { Name = "term", Label = "Term", AlsoCalled = ["term", "term name", "term code", "semester", "store code"] },
        CommonFields.Year,
        new() { Name = "mark", Label = "Mark in letters", AlsoCalled = ["mark", "letter mark", "letter grade", "final grade", "final mark", "grade earned", "grade letter"] },
        new() { Name = "percent", Label = "Percent", Type = FieldType.Number, Least = 0, Most = MarkLimits.MostPercent, AlsoCalled = ["percent", "percentage", "numeric grade", "final percent", "pct"] },
        new() { Name = "credits_attempted", Label = "Credits attempted", Type = FieldType.Number, Least = 0, Most = MarkLimits.MostTranscriptCredits, AlsoCalled = ["credits attempted", "potential credits", "possible credits", "credit attempted", "attempted credits"] },
        new() { Name = "subject", Label = "Subject", AlsoCalled = ["subject", "subject area", "department", "credit area", "academic subject"] },
        CommonFields.Grade with { Label = "Grade level when taken", AlsoCalled = ["grade level", "grade taken", "grade level when taken", "year taken in grade"] },
        new() { Name = "posted_date", Label = "Day it was posted", Type = FieldType.Date, IsPast = true, AlsoCalled = ["posted date", "date posted", "date stored", "date earned", "completion date", "date completed"] },
    ];

    internal override IEnumerable<Arrival> Read(MappedRow row)
    {
        var posted = row.PastDateOrNull("posted_date");
        yield return new TranscriptCreditArrival
        {
            Line = row.Line,
            StudentId = row.Student(),
            Year = row.Year(posted),
            Term = row.TextOrNull("term"),
            Course = row.TextOrNull("course") ?? row.TextOrNull("course_name") ?? row.Text("course"),
            CourseName = row.TextOrNull("course_name"),
            Subject = row.TextOrNull("subject"),
            EarnedAt = row.TextOrNull("earned_at"),
            Result = row.TextOrNull("result"),
            Method = row.TextOrNull("method"),
            Grade = row.GradeOrNull(),
            Letter = row.TextOrNull("mark"),
            Percent = row.NumberOrNull("percent"),
            CreditsAttempted = row.NumberOrNull("credits_attempted"),
            CreditsEarned = row.NumberOrNull("credits_earned") ?? 0,
            PostedDate = posted,
        };
    }
}
