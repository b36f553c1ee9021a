namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A class that meets now has students and no teacher, so that nobody sees them as theirs.</summary>
public sealed class SectionWithoutTeacher : QualityRule
{
    public override string Name => "section-without-teacher";
    public override string Title => "A class without a teacher";
    public override string Question => "Does any class with students have no teacher today?";
    public override Severity Severity => Severity.High;
    public override QualityOwner Owner => QualityOwner.Registrar;
    public override QualityReach Reach => QualityReach.Counted;

    public override HowToFix Fix => new(
        PowerSchool: "Start page, Sections: open the section and choose the lead teacher with a start date.",
        InfiniteCampus: "Scheduling, Sections, Staff History: add a primary teacher with a start date.",
        Skyward: "Student Scheduling, Course Master, Sections: assign a primary teacher to the section's meetings.");

    protected override string Sql => """
        SELECT x.school_id AS SchoolId, x.school_name AS SchoolName, x.section_id AS Item, COUNT(DISTINCT e.student_key) AS HowMany
        FROM   seen.section x
               JOIN seen.section_enrollment e ON e.section_key = x.section_key AND e.is_current = 1
        WHERE  x.is_current = 1
          AND  NOT EXISTS (SELECT 1 FROM seen.section_staff f WHERE f.section_key = x.section_key AND f.is_current = 1)
          AND  EXISTS (SELECT 1 FROM seen.section_staff g)
        GROUP  BY x.school_id, x.school_name, x.section_id
        """;

    public override string? Judge(Suspect s) =>
        $"{Count(s.HowMany, "student")} and no teacher";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("24 students and nobody in front of them", new() { Item = "sec-7", HowMany = 24 }, IsFault: true),
    ];
}
