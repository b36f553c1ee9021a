using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>OneRoster's results: what each student achieved in each assignment.</summary>
public sealed class OneRosterResults : OneRosterFormat
{
    static readonly string[] Statuses = ["exempt", "fully graded", "not submitted", "partially graded", "submitted"];

    public override string File => "results";
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["sourcedId", "lineItemSourcedId", "studentSourcedId", "scoreStatus"];

    public override IReadOnlyList<string> MoreHeaders =>
        [.. base.MoreHeaders, "score", "textScore", "scoreDate", "comment", "classSourcedId", "inProgress", "incomplete", "late", "missing"];

    protected override IEnumerable<Arrival> Read(Row row)
    {
        var assignment = row.Id("lineItemSourcedId");
        var score = row.DecimalOrNull("score");
        row.Context.Points.Check(row, assignment, score);
        yield return new AssignmentResultArrival
        {
            Line = row.Line,
            Ends = Ends(row),
            ResultId = row.Id("sourcedId"),
            AssignmentId = assignment,
            StudentId = row.StudentId("studentSourcedId"),
            Status = Score(row),
            ScorePoints = score,
            TextScore = row.TextOrNull("textScore"),
            ScoredDate = row.DateOrNull("scoreDate"),
            IsLate = row.FlagOrNull("late"),
            IsMissing = row.FlagOrNull("missing"),
            IsIncomplete = row.FlagOrNull("incomplete"),
            InProgress = row.FlagOrNull("inProgress"),
            Comment = row.TextOrNull("comment"),
        };
    }

    // "fully graded", "fully-graded" and "FullyGraded" are all found in exports.
    static string Score(Row row)
    {
        var letters = string.Concat(row.Text("scoreStatus").Where(char.IsLetter));
        var status = Statuses.FirstOrDefault(s => s.Replace(" ", "", StringComparison.Ordinal).Equals(letters, StringComparison.OrdinalIgnoreCase));
        if (status is null)
            row.Reject("scoreStatus", "code-unknown", "This is no score status of OneRoster.", $"Use one of: {string.Join(", ", Statuses)}.");
        return status ?? "";
    }
}
