using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>How many students of one school gave the same answers on internet and device at home, each by the newest survey of the year.</summary>
public sealed record HomeConnection
{
    public required string School { get; init; }

    /// <summary>Ed-Fi InternetAccessTypeInResidence: Residential Broadband, Cellular Network … None, Unknown; null without an answer.</summary>
    public string? Internet { get; init; }

    /// <summary>Ed-Fi InternetPerformanceInResidence: Yes, Sometimes, No; null without an answer.</summary>
    public string? Performance { get; init; }

    /// <summary>Ed-Fi PrimaryLearningDeviceAccess: Shared, Not Shared, Unknown; null without an answer.</summary>
    public string? DeviceAccess { get; init; }

    /// <summary>Ed-Fi PrimaryLearningDeviceAwayFromSchool: Laptop Computer … None; null without an answer.</summary>
    public string? Device { get; init; }

    public required long Students { get; init; }

    /// <summary>The newest answer of each student; one school, or all for null.</summary>
    public static Query<HomeConnection> In(SchoolYear year, int? schoolKey = null) => new("""
        WITH newest AS (
            SELECT d.student_key, d.internet, d.internet_performance, d.device, d.device_access,
                   ROW_NUMBER() OVER (PARTITION BY d.student_key ORDER BY d.survey_date DESC) AS place
            FROM   seen.device_access d
            WHERE  d.school_year = @year)
        SELECT s.school_name AS School, n.internet AS Internet, n.internet_performance AS Performance,
               n.device AS Device, n.device_access AS DeviceAccess, COUNT(DISTINCT n.student_key) AS Students
        FROM   newest n
        JOIN   seen.student s ON s.student_key = n.student_key
        WHERE  n.place = 1 AND s.school_name IS NOT NULL AND (@schoolKey IS NULL OR s.school_key = @schoolKey)
        GROUP  BY s.school_name, n.internet, n.internet_performance, n.device, n.device_access
        """, new { year = year.Ends, schoolKey });
}
