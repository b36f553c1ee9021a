namespace DataDrivenDecisions.Records;

/// <summary>What a district has set otherwise than usual, as numbers by name.</summary>
public sealed class SettingsBook
{
    readonly RecordsFile _file;
    readonly TimeProvider _clock;

    internal SettingsBook(RecordsFile file, TimeProvider clock) => (_file, _clock) = (file, clock);

    /// <summary>A district's settings by name.</summary>
    public IReadOnlyDictionary<string, long> Of(string district) => _file.Ask<Row>("SELECT name AS Name, value AS Value FROM district_setting WHERE district = @district", new { district })
        .ToDictionary(r => r.Name, r => r.Value, StringComparer.Ordinal);

    /// <summary>Sets one; null brings back what is usual.</summary>
    public void Set(string district, string name, long? value, string by) => _file.Tell(
        value is null
            ? "DELETE FROM district_setting WHERE district = @district AND name = @name"
            : """
              INSERT INTO district_setting (district, name, value, set_by, set_at) VALUES (@district, @name, @value, @by, @at)
              ON CONFLICT (district, name) DO UPDATE SET value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at
              """,
        new { district, name, value, by, at = Instant.Text(_clock.GetUtcNow()) });

    sealed record Row
    {
        public string Name { get; init; } = "";
        public long Value { get; init; }
    }
}
