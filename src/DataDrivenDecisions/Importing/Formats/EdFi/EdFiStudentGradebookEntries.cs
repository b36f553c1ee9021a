using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's student gradebook entries: what each student achieved in each assignment.</summary>
public sealed class EdFiStudentGradebookEntries() : EdFiFormat("StudentGradebook", "studentGradebookEntries", "StudentGradebookEntry")
{
    const string EntryReference = "gradebookEntryReference";

    // SubmissionStatus and AssignmentLateStatus codes of Data Standard 5.2.
    static readonly CodeTable<string?> Statuses = new("submission status", null, "no status",
        ("Graded", "fully graded"), ("Returned", "fully graded"), ("Submitted", "submitted"), ("Turned In", "submitted"), ("Turned-In", "submitted"), ("Created", "not submitted"),
        ("New", "not submitted"), ("Missing", "not submitted"), ("Not Submitted", "not submitted"), ("Unsubmitted", "not submitted"), ("Excused", "exempt"), ("Exempt", "exempt"));
    static readonly CodeTable<(bool? IsLate, bool? IsMissing)> Lateness = new("late status", (null, null), "neither late nor missing",
        ("Late", (true, null)), ("Not Late", (false, null)), ("On Time", (false, null)), ("Missing", (null, true)));

    public override Turn Turn => Turn.Events;

    public override IReadOnlyList<string> Headers =>
    [
        EntryReference + ".gradebookEntryIdentifier|" + EntryReference + ".gradebookEntryTitle", "studentReference.studentUniqueId|studentSectionAssociationReference.studentUniqueId",
    ];

    public override IReadOnlyList<string> MoreHeaders =>
    [
        EntryReference + ".namespace|" + EntryReference + ".dateAssigned", .. SectionColumns(EntryReference), "letterGradeEarned", "numericGradeEarned", "pointsEarned",
        "dateFulfilled", "timeFulfilled", "submissionStatusDescriptor|SubmissionStatus", "assignmentLateStatusDescriptor|AssignmentLateStatus", "diagnosticStatement",
        "competencyLevelDescriptor|CompetencyLevel",
    ];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var section = row.TextOrNull(EntryReference + ".sectionIdentifier") is null ? null : Section(row, EntryReference);
        var assignment = EdFiGradebookEntries.Entry(row, EntryReference + ".", section);
        // Points are of the assignment's own span; a number alone may be a percentage, so it is not held against it.
        var points = row.DecimalOrNull("pointsEarned");
        row.Context.Points.Check(row, assignment, points);
        var (isLate, isMissing) = Code(row, "assignmentLateStatusDescriptor") is { } late ? Lateness.Of(row, late) : default;
        yield return new AssignmentResultArrival
        {
            Line = row.Line,
            AssignmentId = assignment,
            StudentId = row.StudentId("studentReference.studentUniqueId"),
            Status = Code(row, "submissionStatusDescriptor") is { } status ? Statuses.Of(row, status) : null,
            ScorePoints = points ?? row.DecimalOrNull("numericGradeEarned"),
            TextScore = row.TextOrNull("letterGradeEarned") ?? Code(row, "competencyLevelDescriptor"),
            SubmittedDate = row.DateOrNull("dateFulfilled"),
            IsLate = isLate,
            IsMissing = isMissing,
            Comment = row.TextOrNull("diagnosticStatement"),
        };
    }
}
