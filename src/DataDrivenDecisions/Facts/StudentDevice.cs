namespace DataDrivenDecisions.Facts;

/// <summary>What a student can learn with at home, on one survey day.</summary>
public sealed record StudentDevice
{
    public required DateOnly SurveyDate { get; init; }
    public string? Device { get; init; }
    public string? Access { get; init; }
    public string? Internet { get; init; }
    public string? Performance { get; init; }
    public string? Barrier { get; init; }

    public static Query<StudentDevice> Of(int studentKey) => new("""
        SELECT d.survey_date AS SurveyDate, d.device AS Device, d.device_access AS Access, d.internet AS Internet,
               d.internet_performance AS Performance, d.internet_barrier AS Barrier
        FROM   seen.device_access d
        WHERE  d.student_key = @studentKey
        """, new { studentKey });
}
