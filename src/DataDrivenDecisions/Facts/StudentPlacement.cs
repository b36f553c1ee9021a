using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>Where one student was placed in one school year, as of one day: the school and grade of the newest spell that had begun.</summary>
public sealed record StudentPlacement
{
    public required int StudentKey { get; init; }
    public int? SchoolKey { get; init; }

    /// <summary>CEDS code, or null where no source says it.</summary>
    public string? Grade { get; init; }

    public DateOnly? EntryDate { get; init; }

    /// <summary>The last day enrolled, or null while it is open.</summary>
    public DateOnly? ExitDate { get; init; }

    /// <summary>1 when the dates come from sections or attendance and not from the school enrolment file.</summary>
    public int IsDerived { get; init; }

    /// <summary>How many schools the student was enrolled in so far this year.</summary>
    public int SchoolCount { get; init; }

    /// <summary>1 when the student was already a ninth grader in an earlier year.</summary>
    public int WasNinthGraderBefore { get; init; }

    public GradeLevel? GradeLevel => Units.GradeLevel.TryParse(Grade, out var grade) ? grade : null;

    public bool IsEnrolledOn(DateOnly day) => (EntryDate is not { } entry || entry <= day) && (ExitDate is not { } exit || exit >= day);

    /// <summary>
    /// Every student with a spell in the year that had begun by the day, and every student with attendance in it though no source sent an enrolment.
    /// One row per student.
    /// </summary>
    public static Query<StudentPlacement> On(SchoolYear year, DateOnly asOf) => new(
        Text("seen.attendance a WHERE a.school_year = @year AND a.school_date <= @asOf"), new { year = year.Ends, asOf });

    /// <summary>The same for students with a spell that had begun alone, without a look at days.</summary>
    public static Query<StudentPlacement> Enrolled(SchoolYear year, DateOnly asOf) => new(Text("seen.student a WHERE 1 = 0"), new { year = year.Ends, asOf });

    /// <summary>The same as <see cref="On"/> of one student, by the warehouse's key.</summary>
    public static Query<StudentPlacement> Of(int studentKey, SchoolYear year, DateOnly asOf) => new(
        Text("seen.attendance a WHERE a.school_year = @year AND a.school_date <= @asOf AND a.student_key = @studentKey", "s.student_key = @studentKey AND"),
        new { studentKey, year = year.Ends, asOf });

    static string Text(string attended, string only = "") => $"""
        WITH spell AS (
            SELECT e.student_key, e.school_key, e.grade, e.entry_date, e.exit_date, e.is_derived,
                   ROW_NUMBER() OVER (PARTITION BY e.student_key ORDER BY e.entry_date DESC, e.school_key) AS place
            FROM   seen.enrollment e
            WHERE  e.school_year = @year AND e.entry_date <= @asOf),
        schools AS (
            SELECT e.student_key, COUNT(DISTINCT e.school_key) AS school_count
            FROM   seen.enrollment e
            WHERE  e.school_year = @year AND e.entry_date <= @asOf
            GROUP  BY e.student_key),
        ninth AS (
            SELECT e.student_key
            FROM   seen.enrollment e
            WHERE  e.school_year < @year AND e.grade = '09'
            GROUP  BY e.student_key),
        attended AS (
            SELECT a.student_key
            FROM   {attended}
            GROUP  BY a.student_key)
        SELECT s.student_key AS StudentKey, COALESCE(p.school_key, s.school_key) AS SchoolKey, COALESCE(p.grade, s.grade) AS Grade,
               p.entry_date AS EntryDate, p.exit_date AS ExitDate, COALESCE(p.is_derived, 1) AS IsDerived,
               COALESCE(c.school_count, 1) AS SchoolCount,
               CASE WHEN n.student_key IS NULL THEN 0 ELSE 1 END AS WasNinthGraderBefore
        FROM   seen.student s
        LEFT   JOIN spell p ON p.student_key = s.student_key AND p.place = 1
        LEFT   JOIN schools c ON c.student_key = s.student_key
        LEFT   JOIN ninth n ON n.student_key = s.student_key
        LEFT   JOIN attended a ON a.student_key = s.student_key
        WHERE  {only} (p.student_key IS NOT NULL OR a.student_key IS NOT NULL)
        """;
}
