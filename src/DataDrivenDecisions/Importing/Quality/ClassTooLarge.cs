namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A class has more students than a room holds: most often two classes under one id, or last year's students still in it.</summary>
public sealed class ClassTooLarge : QualityRule
{
    const int Most = 60; // above the largest usual class; bands and gym classes that are larger are accepted once, with that reason

    public override string Name => "class-too-large";
    public override string Title => "A class too large to be one";
    public override string Question => "Which classes have more students than a room holds?";
    public override Severity Severity => Severity.Low;
    public override QualityOwner Owner => QualityOwner.Registrar;
    public override QualityReach Reach => QualityReach.Counted;

    public override HowToFix Fix => new(
        PowerSchool: "Sections: check the section's enrollment dates, and split it if it is two.",
        InfiniteCampus: "Scheduling, Sections, Roster: check the roster's dates, and split the section if it is two.",
        Skyward: "Student Scheduling, Sections: check the roster's dates, and split the section if it is two.");

    protected override string Sql => """
        SELECT x.school_id AS SchoolId, x.school_name AS SchoolName, x.section_id AS Item, COUNT(DISTINCT e.student_key) AS HowMany
        FROM   seen.section x
               JOIN seen.section_enrollment e ON e.section_key = x.section_key AND e.is_current = 1
        WHERE  x.is_current = 1
        GROUP  BY x.school_id, x.school_name, x.section_id
        """;

    public override string? Judge(Suspect s) =>
        s.HowMany > Most ? $"{Count(s.HowMany, "student")} in one class" : null;

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("95 in one room", new() { Item = "sec-9", HowMany = 95 }, IsFault: true),
        new("a class of 28", new() { Item = "sec-1", HowMany = 28 }, IsFault: false),
    ];
}
