namespace DataDrivenDecisions.Records;

/// <summary>The districts that this service keeps data for.</summary>
public sealed class DistrictBook
{
    const string Columns = "slug AS Slug, name AS Name, time_zone AS TimeZone, clock_day AS ClockDay";
    readonly RecordsDatabase _database;

    internal DistrictBook(RecordsDatabase database) => _database = database;

    /// <summary>All districts, by short name.</summary>
    public IReadOnlyList<DistrictRecord> List() => [.. _database.Ask<Row>($"SELECT {Columns} FROM district ORDER BY slug").Select(Of)];

    /// <summary>The district of a short name, or null.</summary>
    public DistrictRecord? Find(string slug) =>
        _database.Ask<Row>($"SELECT {Columns} FROM district WHERE slug = @slug", new { slug }).Select(Of).FirstOrDefault();

    /// <summary>Adds a district with the schedule of its nights, both or neither; false when its short name is taken.</summary>
    /// <param name="district">The district.</param>
    /// <param name="nights">When its nights are; null where they are not known yet.</param>
    public bool Add(DistrictRecord district, PlannedSchedule? nights = null) => _database.AsOne(session =>
    {
        var isNew = session.Execute(
            "INSERT INTO district (slug, name, time_zone, clock_day) SELECT @Slug, @Name, @TimeZone, @Day WHERE NOT EXISTS (SELECT 1 FROM district WHERE slug = @Slug)",
            new { district.Slug, district.Name, district.TimeZone, Day = Instant.Text(district.ClockDay) }) == 1;
        if (isNew && nights is not null)
            ScheduleBook.Put(session, nights);
        return isNew;
    });

    /// <summary>Sets the day that a sample district's clock stands at; null lets the clock run.</summary>
    public void SetClockDay(string slug, DateOnly? day) => _database.Tell("UPDATE district SET clock_day = @day WHERE slug = @slug", new { slug, day = Instant.Text(day) });

    static DistrictRecord Of(Row row) => new() { Slug = row.Slug, Name = row.Name, TimeZone = row.TimeZone, ClockDay = Instant.ReadDay(row.ClockDay) };

    sealed record Row
    {
        public string Slug { get; init; } = "";
        public string Name { get; init; } = "";
        public string TimeZone { get; init; } = "";
        public string? ClockDay { get; init; }
    }
}
