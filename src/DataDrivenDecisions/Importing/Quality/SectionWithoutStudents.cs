namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A class meets now by its term, and nobody is in it: a leftover of scheduling, or a roster that did not come.</summary>
public sealed class SectionWithoutStudents : QualityRule
{
    public override string Name => "section-without-students";
    public override string Title => "A class without students";
    public override string Question => "Is any class on the books that nobody is in?";
    public override Severity Severity => Severity.Low;
    public override QualityOwner Owner => QualityOwner.Registrar;

    public override HowToFix Fix => new(
        PowerSchool: "Start page, Sections: delete the section, or enroll students through Mass Enroll.",
        InfiniteCampus: "Scheduling, Sections: delete the section, or fill it in the Schedule Wizard.",
        Skyward: "Student Scheduling, Sections: delete the section, or add students to its roster.");

    protected override string Sql => """
        SELECT x.school_id AS SchoolId, x.school_name AS SchoolName, x.section_id AS Item, x.first_day AS OtherDay
        FROM   seen.section x
        WHERE  x.is_current = 1
          AND  NOT EXISTS (SELECT 1 FROM seen.section_enrollment e WHERE e.section_key = x.section_key AND e.is_current = 1)
          AND  EXISTS (SELECT 1 FROM seen.section_enrollment g)
        """;

    public override string? Judge(Suspect s) =>
        s.OtherDay is { } first ? $"meets since {Day(first)}, and nobody is in it" : "meets now, and nobody is in it";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("a class of this term without a roster", new() { Item = "sec-8", OtherDay = new(2026, 1, 26) }, IsFault: true),
    ];
}
