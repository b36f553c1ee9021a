using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>
/// A learning management system's submissions: what each student handed in and scored. They name students by the system's own ids, so the users file must
/// come with them; without it a row is kept whole and joins nobody.
/// </summary>
public sealed class LmsSubmissions() : LmsFormat("submissions")
{
    // SubmissionStatus words of the LMS Toolkit's unified files; the second is whether it came late, the third whether it is missing.
    static readonly Dictionary<string, (string? Status, bool? IsLate, bool? IsMissing)> Statuses = new(StringComparer.OrdinalIgnoreCase)
    {
        ["graded"] = ("fully graded", null, null), ["on-time"] = ("submitted", false, null), ["late"] = ("submitted", true, null), ["submitted"] = ("submitted", null, null),
        ["turned_in"] = ("submitted", null, null), ["returned"] = ("fully graded", null, null), ["pending_review"] = ("partially graded", null, null),
        ["missing"] = ("not submitted", null, true), ["unsubmitted"] = ("not submitted", null, null), ["upcoming"] = ("not submitted", null, null),
        ["new"] = ("not submitted", null, null), ["created"] = ("not submitted", null, null), ["reclaimed_by_student"] = ("not submitted", null, null), ["excused"] = ("exempt", null, null),
    };

    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => [.. base.Headers, "SubmissionStatus", "EarnedPoints", "AssignmentSourceSystemIdentifier", "LMSUserSourceSystemIdentifier"];
    public override IReadOnlyList<string> MoreHeaders => [.. base.MoreHeaders, "SubmissionDateTime", "Grade"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var (assignment, user) = (IdIn(row, "AssignmentSourceSystemIdentifier"), IdIn(row, "LMSUserSourceSystemIdentifier"));
        var points = row.DecimalOrNull("EarnedPoints");
        if (!row.Context.Lms.Students.TryGetValue(user, out var student))
        {
            row.Note("named a person whose SIS id no users file of the delivery tells; they were kept whole and joined to nobody");
            yield return Whole(row);
            yield break;
        }
        row.Context.Points.Check(row, assignment, points);
        var (status, isLate, isMissing) = Status(row);
        yield return new AssignmentResultArrival
        {
            Line = row.Line,
            ResultId = IdIn(row, "SourceSystemIdentifier"),
            AssignmentId = assignment,
            StudentId = student,
            // Points that were given say more than how the work was handed in.
            Status = points is not null && status == "submitted" ? "fully graded" : status,
            ScorePoints = points,
            TextScore = row.TextOrNull("Grade"),
            SubmittedDate = row.DateOrNull("SubmissionDateTime"),
            IsLate = isLate,
            IsMissing = isMissing,
        };
    }

    static (string? Status, bool? IsLate, bool? IsMissing) Status(Row row)
    {
        if (row.TextOrNull("SubmissionStatus") is not { } word)
            return default;
        if (Statuses.TryGetValue(word.Replace(' ', '_'), out var known))
            return known;
        row.Note($"had the submission status \"{word}\", which is not mapped; the status was left blank");
        return default;
    }
}
