namespace DataDrivenDecisions.Records;

/// <summary>When each district's work is to be done, as people set it; the running service follows it.</summary>
public sealed class ScheduleBook
{
    const string Columns = "district AS District, schedule AS Schedule, cron AS Cron, time_zone AS TimeZone, is_paused AS IsPaused";
    readonly RecordsFile _file;

    internal ScheduleBook(RecordsFile file) => _file = file;

    /// <summary>All schedules of one district or of all.</summary>
    public IReadOnlyList<PlannedSchedule> List(string? district = null) => _file.Ask<PlannedSchedule>(
        $"SELECT {Columns} FROM schedule WHERE @district IS NULL OR district = @district ORDER BY district, schedule", new { district });

    /// <summary>One schedule, or null.</summary>
    public PlannedSchedule? Find(string district, string schedule) => List(district).FirstOrDefault(s => string.Equals(s.Schedule, schedule, StringComparison.Ordinal));

    /// <summary>Adds a schedule or changes its time.</summary>
    public void Set(PlannedSchedule planned) => _file.Tell(Setting, planned);

    /// <summary>The statement that keeps a planned schedule, whose parameter it is.</summary>
    internal const string Setting = """
        INSERT INTO schedule (district, schedule, cron, time_zone, is_paused) VALUES (@District, @Schedule, @Cron, @TimeZone, @IsPaused)
        ON CONFLICT (district, schedule) DO UPDATE SET cron = excluded.cron, time_zone = excluded.time_zone, is_paused = excluded.is_paused
        """;
}
