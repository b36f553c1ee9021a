namespace DataDrivenDecisions.Records;

/// <summary>What a district has set otherwise than usual, as numbers by name.</summary>
public sealed class SettingsBook
{
    readonly RecordsDatabase _database;
    readonly TimeProvider _clock;

    internal SettingsBook(RecordsDatabase database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>A district's settings by name.</summary>
    public IReadOnlyDictionary<string, long> Of(string district) => _database.Ask<Row>("SELECT name AS Name, value AS Value FROM district_setting WHERE district = @district", new { district })
        .ToDictionary(r => r.Name, r => r.Value, StringComparer.Ordinal);

    /// <summary>Sets one; null brings back what is usual.</summary>
    public void Set(string district, string name, long? value, string by)
    {
        var set = new { district, name, value, by, at = Instant.Text(_clock.GetUtcNow()) };
        _database.AsOne(work => value is null
            ? work.Execute("DELETE FROM district_setting WHERE district = @district AND name = @name", set)
            : work.Put(
                "UPDATE district_setting SET value = @value, set_by = @by, set_at = @at WHERE district = @district AND name = @name",
                "INSERT INTO district_setting (district, name, value, set_by, set_at) VALUES (@district, @name, @value, @by, @at)",
                set));
    }

    sealed record Row
    {
        public string Name { get; init; } = "";
        public long Value { get; init; }
    }
}
