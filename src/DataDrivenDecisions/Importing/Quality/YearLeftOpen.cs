using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Quality;

/// <summary>An enrollment of an earlier year has no exit: a graduate without graduation, or a leaver without leaving.</summary>
public sealed class YearLeftOpen : QualityRule
{
    public override string Name => "year-left-open";
    public override string Title => "Last year's enrollment was never closed";
    public override string Question => "Who was never withdrawn or promoted from an earlier year?";
    public override Severity Severity => Severity.High;
    public override QualityOwner Owner => QualityOwner.Registrar;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Run the end-of-year process for the student, or transfer the student out with the exit code of that year, such as graduated.",
        InfiniteCampus: "Enrollments of that year: fill in the end date and end status, such as graduated.",
        Skyward: "Entry/Withdrawal of that year: add the withdrawal date and code, such as graduated.");

    protected override string Sql => """
        SELECT e.student_key AS StudentKey, e.student_id AS StudentId, e.school_id AS SchoolId, e.school_name AS SchoolName,
               e.entry_date AS Day, e.grade AS Text, e.school_year AS HowMany
        FROM   seen.enrollment e
        WHERE  e.school_year < @year AND e.is_derived = 0 AND e.exit_date IS NULL
        """;

    public override string? Judge(Suspect s) =>
        GradeLevel.TryParse(s.Text, out var grade) && grade.Number >= 12 ? $"grade {grade} of {s.HowMany}, neither graduated nor left" : $"open since {Day(s.Day)}";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("a senior of last year", new() { Day = new(2024, 9, 3), Text = "12", HowMany = 2025 }, IsFault: true),
    ];
}
