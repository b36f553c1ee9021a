namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A school has students and no calendar of this year: which days count is guessed from its attendance.</summary>
public sealed class SchoolWithoutCalendar : QualityRule
{
    public override string Name => "school-without-calendar";
    public override string Title => "A school without a calendar";
    public override string Question => "Which schools with students have no calendar this year?";
    public override Severity Severity => Severity.High;
    public override QualityOwner Owner => QualityOwner.DataCoordinator;
    public override QualityReach Reach => QualityReach.Counted;

    public override HowToFix Fix => new(
        PowerSchool: "School setup, Calendar Setup: fill in the year, and include the school in the calendar export.",
        InfiniteCampus: "System Administration, Calendar: generate the year's days, and include the calendar in the export.",
        Skyward: "Attendance, Setup, Calendar: build the year's calendar, and include the entity in the export.");

    protected override string Sql => """
        SELECT t.school_id AS SchoolId, t.school_name AS SchoolName, COUNT(DISTINCT t.student_key) AS HowMany
        FROM   seen.student t
        WHERE  t.is_enrolled = 1 AND t.school_year = @year
          AND  NOT EXISTS (SELECT 1 FROM seen.school_day d WHERE d.school_key = t.school_key AND d.school_year = t.school_year AND d.day_type IS NOT NULL)
        GROUP  BY t.school_id, t.school_name
        """;

    public override string? Judge(Suspect s) =>
        $"{Count(s.HowMany, "student")} and no calendar this year";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("a school that sent none", new() { HowMany = 300 }, IsFault: true),
    ];
}
