using System.Globalization;
using System.Text.Json;

namespace DataDrivenDecisions.Records;

/// <summary>A file that was fetched from a source's folder.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="ModifiedAt">When it was last written there.</param>
/// <param name="Sha256">The fingerprint of what was fetched, in lower-case hexadecimal.</param>
public sealed record FetchedFile(string Name, long Size, DateTimeOffset ModifiedAt, string Sha256);

/// <summary>The systems that districts' data come from, when each is expected, how far it was read, and its sealed secret.</summary>
public sealed class SourceBook
{
    const string Columns = """
        district AS District, name AS Name, kind AS Kind, address AS Address, client_id AS ClientId, options AS Options, due_time AS DueTime, due_every_hours AS DueEveryHours,
        saved_version AS SavedVersion, last_tried_at AS LastTriedAt, last_success_at AS LastSuccessAt, last_error AS LastError, added_by AS AddedBy, added_at AS AddedAt
        """;

    const string Time = "HH:mm";
    readonly RecordsDatabase _database;
    readonly TimeProvider _clock;
    readonly SecretBox _box;

    internal SourceBook(RecordsDatabase database, DataFolder folder, TimeProvider clock) => (_database, _clock, _box) = (database, clock, new SecretBox(folder));

    /// <summary>A district's sources, by name.</summary>
    public IReadOnlyList<SourceRecord> List(string district) =>
        [.. _database.Ask<Row>($"SELECT {Columns} FROM source WHERE district = @district ORDER BY name", new { district }).Select(Of)];

    /// <summary>One source, or null.</summary>
    public SourceRecord? Find(string district, string name) => List(district).FirstOrDefault(s => s.Name == name);

    /// <summary>Adds a source with its secret; false when the name is taken.</summary>
    public bool Add(SourceRecord source, string? secret, string by)
    {
        ArgumentNullException.ThrowIfNull(source);
        return _database.Tell(
            """
            INSERT INTO source (district, name, kind, address, client_id, options, secret, due_time, due_every_hours, added_by, added_at)
            SELECT @District, @Name, @Kind, @Address, @ClientId, @options, @box, @due, @DueEveryHours, @by, @at WHERE NOT EXISTS (SELECT 1 FROM source WHERE district = @District AND name = @Name)
            """,
            new
            {
                source.District, source.Name, source.Kind, source.Address, source.ClientId, options = Text(source.Options), box = Sealed(source.District, source.Name, secret),
                due = Text(source.DueTime), source.DueEveryHours, by, at = Instant.Text(_clock.GetUtcNow()),
            }) == 1;
    }

    /// <summary>Removes a source and what was noted of its files; what was imported from it stays.</summary>
    /// <returns>False when there is none of that name.</returns>
    public bool Remove(string district, string name) => _database.AsOne(work =>
    {
        work.Execute("DELETE FROM source_file WHERE district = @district AND source = @name", new { district, name });
        return work.Execute("DELETE FROM source WHERE district = @district AND name = @name", new { district, name });
    }) == 1;

    /// <summary>Sets when a source is expected; nulls leave it to its own habit.</summary>
    public void Expect(string district, string name, TimeOnly? daily, int? everyHours) => _database.Tell(
        "UPDATE source SET due_time = @daily, due_every_hours = @everyHours WHERE district = @district AND name = @name",
        new { district, name, daily = Text(daily), everyHours });

    /// <summary>Sets one option.</summary>
    public void SetOption(string district, string name, string option, string value)
    {
        if (Find(district, name) is not { } source)
            return;
        var options = new Dictionary<string, string>(source.Options, StringComparer.Ordinal) { [option] = value };
        _database.Tell("UPDATE source SET options = @options WHERE district = @district AND name = @name", new { district, name, options = Text(options) });
    }

    /// <summary>Seals another secret for a source.</summary>
    public void SetSecret(string district, string name, string secret) => _database.Tell(
        "UPDATE source SET secret = @box WHERE district = @district AND name = @name", new { district, name, box = Sealed(district, name, secret) });

    /// <summary>The secret of a source, or null where it has none. It goes to the source's host alone, and into no log, message or record.</summary>
    /// <exception cref="SecretUnreadable">It cannot be opened with this data folder's key.</exception>
    public string? Secret(string district, string name) =>
        _database.First<string?>("SELECT secret FROM source WHERE district = @district AND name = @name", new { district, name }) is { } box ? _box.Open(Place(district, name), box) : null;

    /// <summary>Notes that a pull ended well, and how far it came; null leaves the saved version as it is.</summary>
    public void Succeeded(string district, string name, string? version, DateTimeOffset at) => _database.Tell(
        """
        UPDATE source SET saved_version = COALESCE(@version, saved_version), last_tried_at = @at, last_success_at = @at, last_error = NULL
        WHERE district = @district AND name = @name
        """,
        new { district, name, version, at = Instant.Text(at) });

    /// <summary>Notes that a pull did not succeed, and why; how far it was read before stands.</summary>
    public void Failed(string district, string name, string why, DateTimeOffset at) => _database.Tell(
        "UPDATE source SET last_tried_at = @at, last_error = @why WHERE district = @district AND name = @name", new { district, name, why, at = Instant.Text(at) });

    /// <summary>True when this very file was fetched before.</summary>
    public bool HasFetched(string district, string name, string file, long size, DateTimeOffset modified) => _database.First<long>(
        "SELECT COUNT(*) FROM source_file WHERE district = @district AND source = @name AND name = @file AND size = @size AND modified_at = @modified",
        new { district, name, file, size, modified = Instant.Text(modified) }) > 0;

    /// <summary>Notes a file that was fetched.</summary>
    public void Fetched(string district, string name, FetchedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        _database.Tell(
            "INSERT INTO source_file (district, source, name, size, modified_at, sha256, taken_at) VALUES (@district, @source, @Name, @Size, @modified, @Sha256, @at)",
            new { district, source = name, file.Name, file.Size, modified = Instant.Text(file.ModifiedAt), file.Sha256, at = Instant.Text(_clock.GetUtcNow()) });
    }

    string? Sealed(string district, string name, string? secret) => secret is null ? null : _box.Seal(Place(district, name), secret);

    static string Place(string district, string name) => $"{district}/{name}";

    static string Text(IReadOnlyDictionary<string, string> options) => JsonSerializer.Serialize(options.OrderBy(o => o.Key, StringComparer.Ordinal).ToDictionary());

    static string? Text(TimeOnly? time) => time?.ToString(Time, CultureInfo.InvariantCulture);

    static SourceRecord Of(Row row) => new()
    {
        District = row.District, Name = row.Name, Kind = row.Kind, Address = row.Address, ClientId = row.ClientId,
        Options = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Options) ?? [],
        DueTime = row.DueTime is null ? null : TimeOnly.ParseExact(row.DueTime, Time, CultureInfo.InvariantCulture), DueEveryHours = (int?)row.DueEveryHours,
        SavedVersion = row.SavedVersion, LastTriedAt = Instant.ReadOrNull(row.LastTriedAt), LastSuccessAt = Instant.ReadOrNull(row.LastSuccessAt), LastError = row.LastError,
        AddedBy = row.AddedBy, AddedAt = Instant.Read(row.AddedAt),
    };

    sealed record Row
    {
        public string District { get; init; } = "";
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Address { get; init; } = "";
        public string ClientId { get; init; } = "";
        public string Options { get; init; } = "{}";
        public string? DueTime { get; init; }
        public long? DueEveryHours { get; init; }
        public string? SavedVersion { get; init; }
        public string? LastTriedAt { get; init; }
        public string? LastSuccessAt { get; init; }
        public string? LastError { get; init; }
        public string AddedBy { get; init; } = "";
        public string AddedAt { get; init; } = "";
    }
}
