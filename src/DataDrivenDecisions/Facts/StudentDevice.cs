using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>What a student can learn with at home, on one survey day.</summary>
public sealed record StudentDevice
{
    public int StudentKey { get; init; }
    public required DateOnly SurveyDate { get; init; }
    public string? Device { get; init; }
    public string? Access { get; init; }
    public string? Internet { get; init; }
    public string? Performance { get; init; }
    public string? Barrier { get; init; }
    public long? LoadNumber { get; init; }
    public string? FileName { get; init; }
    public long? Line { get; init; }

    public RowSource? Source => RowSource.Of(LoadNumber, FileName, Line);

    /// <summary>One student's answers of all years, by the warehouse's key.</summary>
    public static Query<StudentDevice> Of(int studentKey) => new("""
        SELECT d.student_key AS StudentKey, d.survey_date AS SurveyDate, d.device AS Device, d.device_access AS Access, d.internet AS Internet,
               d.internet_performance AS Performance, d.internet_barrier AS Barrier
        FROM   seen.device_access d
        WHERE  d.student_key = @studentKey
        """, new { studentKey });

    /// <summary>One student's answers of a year up to a day, with file and line.</summary>
    public static Query<StudentDevice> Of(int studentKey, SchoolYear year, DateOnly asOf) => new("""
        SELECT d.student_key AS StudentKey, d.survey_date AS SurveyDate, d.device AS Device, d.device_access AS Access, d.internet AS Internet,
               d.internet_performance AS Performance, d.internet_barrier AS Barrier, d."load" AS LoadNumber, d."file" AS FileName, d.line AS Line
        FROM   seen.device_access d
        WHERE  d.student_key = @studentKey AND d.school_year = @year AND d.survey_date <= @asOf
        """, new { studentKey, year = year.Ends, asOf });

    /// <summary>Everyone's newest answer of a year up to a day. One row per student who has one.</summary>
    public static Query<StudentDevice> Newest(SchoolYear year, DateOnly asOf) => new("""
        SELECT d.student_key AS StudentKey, d.survey_date AS SurveyDate, d.device AS Device, d.device_access AS Access, d.internet AS Internet,
               d.internet_performance AS Performance, d.internet_barrier AS Barrier
        FROM   seen.device_access d
        WHERE  d.school_year = @year AND d.survey_date <= @asOf
          AND  NOT EXISTS (SELECT 1 FROM seen.device_access n
                           WHERE n.student_key = d.student_key AND n.school_year = @year AND n.survey_date <= @asOf AND n.survey_date > d.survey_date)
        """, new { year = year.Ends, asOf });
}
