using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's course transcripts: what a student's academic record says of a course, wherever it was taken.</summary>
public sealed class EdFiCourseTranscripts() : EdFiFormat("StudentTranscript", "courseTranscripts", "CourseTranscript")
{
    const string Record = "studentAcademicRecordReference";

    public override Turn Turn => Turn.Events;

    public override IReadOnlyList<string> Headers =>
        [Record + ".studentUniqueId", Record + ".schoolYear", Record + ".termDescriptor|" + Record + ".Term", "courseReference.courseCode", "earnedCredits|EarnedCredits.Credits", "courseAttemptResultDescriptor|CourseAttemptResult"];

    public override IReadOnlyList<string> MoreHeaders =>
    [
        "attemptedCredits|AttemptedCredits.Credits", "courseTitle", "alternativeCourseTitle", "finalLetterGradeEarned", "finalNumericGradeEarned", "methodCreditEarnedDescriptor|MethodCreditEarned",
        "whenTakenGradeLevelDescriptor|WhenTakenGradeLevel", "externalEducationOrganizationNameOfInstitution", "externalEducationOrganizationReference.educationOrganizationId",
        "academicSubjects.academicSubjectDescriptor|AcademicSubject",
    ];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        yield return new TranscriptCreditArrival
        {
            Line = row.Line,
            StudentId = row.StudentId(Record + ".studentUniqueId"),
            Year = row.Year(Record + ".schoolYear"),
            Term = Code(row, Record + ".termDescriptor"),
            Course = row.Text("courseReference.courseCode"),
            CourseName = row.TextOrNull("alternativeCourseTitle") ?? row.TextOrNull("courseTitle"),
            Subject = Code(row, "academicSubjects.academicSubjectDescriptor"),
            EarnedAt = row.TextOrNull("externalEducationOrganizationNameOfInstitution") ?? row.TextOrNull("externalEducationOrganizationReference.educationOrganizationId"),
            Result = Code(row, "courseAttemptResultDescriptor") ?? row.Text("courseAttemptResultDescriptor"),
            Method = Code(row, "methodCreditEarnedDescriptor"),
            Grade = Grade(row, "whenTakenGradeLevelDescriptor"),
            Letter = row.TextOrNull("finalLetterGradeEarned"),
            Percent = row.DecimalOrNull("finalNumericGradeEarned", 0, MarkLimits.MostPercent),
            CreditsAttempted = row.DecimalOrNull("attemptedCredits", 0, MarkLimits.MostTranscriptCredits),
            CreditsEarned = row.Decimal("earnedCredits", 0, MarkLimits.MostTranscriptCredits),
        };
    }
}
