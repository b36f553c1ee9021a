using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Records;

/// <summary>When each district's work is to be done, as people set it; the running service follows it.</summary>
public sealed class ScheduleBook
{
    const string Columns = "district AS District, schedule AS Schedule, cron AS Cron, time_zone AS TimeZone, is_paused AS IsPaused";
    readonly RecordsDatabase _database;

    internal ScheduleBook(RecordsDatabase database) => _database = database;

    /// <summary>All schedules of one district or of all.</summary>
    public IReadOnlyList<PlannedSchedule> List(string? district = null) => _database.Ask<PlannedSchedule>(
        $"SELECT {Columns} FROM schedule WHERE @district IS NULL OR district = @district ORDER BY district, schedule", new { district });

    /// <summary>One schedule, or null.</summary>
    public PlannedSchedule? Find(string district, string schedule) => List(district).FirstOrDefault(s => string.Equals(s.Schedule, schedule, StringComparison.Ordinal));

    /// <summary>Adds a schedule or changes its time.</summary>
    public void Set(PlannedSchedule planned) => _database.AsOne(work => Put(work, planned));

    /// <summary>Keeps a planned schedule as part of other work.</summary>
    internal static int Put(SqlSession work, PlannedSchedule planned) => work.Put(
        "UPDATE schedule SET cron = @Cron, time_zone = @TimeZone, is_paused = @IsPaused WHERE district = @District AND schedule = @Schedule",
        "INSERT INTO schedule (district, schedule, cron, time_zone, is_paused) VALUES (@District, @Schedule, @Cron, @TimeZone, @IsPaused)",
        planned);
}
