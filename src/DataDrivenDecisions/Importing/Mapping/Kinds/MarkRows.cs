using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Mapping.Kinds;

/// <summary>Marks: what a student was given in a class and term.</summary>
internal sealed class MarkRows : ContentKind
{
    public override string Name => "marks";
    public override string Title => "Course grades";
    public override string OneRowIs => "one student’s mark in one class and term";
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Telling => ["term", "mark", "percent"];
    public override IReadOnlyList<string> FileWords => ["marks", "grades", "report card", "gradebook", "stored grades", "section marks"];

    public override IReadOnlyList<ContentField> Fields { get; } =
    [
        CommonFields.Student,
        CommonFields.Section with { AlsoCalled = [.. CommonFields.Section.AlsoCalled, "course id", "course number", "course code", "course", "course name"] },
        new() { Name = "term", Label = "Term", IsRequired = true, AlsoCalled = ["term", "term code", "term name", "grading period", "marking period", "quarter", "semester", "store code", "grade bucket", "grading term", "mp"] },
        new()
        {
            Name = "mark_type", Label = "Kind of mark", Type = FieldType.Code, IsRequired = true, AlsoCalled = ["mark type", "grade type", "type of mark", "type", "task", "task name"],
            Meanings =
            [
                new("quarter", "Of a grading period", "Quarter", "Q", "Q1", "Q2", "Q3", "Q4", "MP", "Progress", "Interim", "Trimester", "T1", "T2", "T3", "Grading period"),
                new("semester", "Of a semester", "Semester", "S", "S1", "S2", "SEM", "SEM1", "SEM2"),
                new("final", "Final", "Final", "F", "F1", "Y1", "Year", "FIN", "End of year"),
            ],
        },
        new() { Name = "mark", Label = "Mark in letters", AlsoCalled = ["mark", "letter mark", "letter grade", "grade letter", "letter", "final grade", "posted grade", "grade", "grade earned", "score letter"] },
        new() { Name = "percent", Label = "Percent", Type = FieldType.Number, Least = 0, Most = MarkLimits.MostPercent, AlsoCalled = ["percent", "percentage", "numeric grade", "grade number", "average", "score", "pct", "numeric mark"] },
        CommonFields.SchoolWhereKnown,
        CommonFields.Year,
        new() { Name = "credits_attempted", Label = "Credits attempted", Type = FieldType.Number, Least = 0, Most = MarkLimits.MostCredits, AlsoCalled = ["credits attempted", "potential credits", "possible credits", "credit attempted", "credits possible", "attempted credits"] },
        new() { Name = "credits_earned", Label = "Credits earned", Type = FieldType.Number, Least = 0, Most = MarkLimits.MostCredits, AlsoCalled = ["credits earned", "credit earned", "earned credits", "credits", "earned"] },
        new() { Name = "posted_date", Label = "Day it was posted", Type = FieldType.Date, IsPast = true, AlsoCalled = ["posted date", "date posted", "date stored", "grade date", "date", "post date", "mark date"] },
    ];

    internal override IEnumerable<Arrival> Read(MappedRow row)
    {
        var (letter, percent) = (row.TextOrNull("mark"), row.NumberOrNull("percent"));
        if (letter is null && percent is null)
            row.Reject(row.Has("mark") ? "mark" : "percent", "required-blank", "The row has neither a mark nor a percent.", "Fill one of the two, or leave the row out.");
        var posted = row.PastDateOrNull("posted_date");
        yield return new MarkArrival
        {
            Line = row.Line,
            StudentId = row.Student(),
            SectionId = row.Id("section"),
            SchoolId = row.SchoolOrNull(),
            Year = row.Year(posted),
            Term = row.Text("term"),
            MarkType = row.Text("mark_type"),
            Letter = letter,
            Percent = percent,
            CreditsAttempted = row.NumberOrNull("credits_attempted"),
            CreditsEarned = row.NumberOrNull("credits_earned"),
            PostedDate = posted,
        };
    }
}
