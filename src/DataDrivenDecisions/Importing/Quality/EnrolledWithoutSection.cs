namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A student is enrolled at a school that has classes, and is in none of them today.</summary>
public sealed class EnrolledWithoutSection : StudentsBesideTheirSchool
{
    public override string Name => "enrolled-without-section";
    public override string Title => "Enrolled, but in no class";
    public override string Question => "Is anyone enrolled at a school without a class today?";
    public override Severity Severity => Severity.Medium;
    public override QualityOwner Owner => QualityOwner.Counselor;

    public override HowToFix Fix => new(
        PowerSchool: "Open the student, Scheduling, Modify Schedule, and enroll the student in sections; if the student has left, transfer the student out.",
        InfiniteCampus: "Student Information, Schedule: load the schedule; if the student has left, end the enrollment.",
        Skyward: "Student Profile, Schedule: schedule the classes; if the student has left, add the withdrawal.");

    protected override string Sql => """
        SELECT t.student_key AS StudentKey, t.student_id AS StudentId, t.school_id AS SchoolId, t.school_name AS SchoolName, t.entry_date AS OtherDay
        FROM   seen.student t
        WHERE  t.is_enrolled = 1 AND t.is_placeholder = 0
          AND  NOT EXISTS (SELECT 1 FROM seen.section_enrollment e WHERE e.student_key = t.student_key AND e.is_current = 1)
        """;

    protected override string SchoolSql => """
        SELECT x.school_id AS SchoolId, COUNT(*) AS HowMany
        FROM   seen.section x
               JOIN seen.section_enrollment e ON e.section_key = x.section_key AND e.is_current = 1
        WHERE  x.is_current = 1
        GROUP  BY x.school_id
        """;

    public override string? Judge(Suspect s) =>
        s.HowMany > 0 ? $"enrolled since {Day(s.OtherDay)}, and in no class today" : null;

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("enrolled since September without a class", new() { OtherDay = new(2025, 9, 2), HowMany = 380 }, IsFault: true),
        new("a school that has no classes on file", new() { OtherDay = new(2025, 9, 2) }, IsFault: false),
    ];
}
