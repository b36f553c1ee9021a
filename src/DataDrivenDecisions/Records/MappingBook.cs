namespace DataDrivenDecisions.Records;

/// <summary>One mapping of a district as somebody saved it.</summary>
public sealed record KeptMapping
{
    public required long Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The profile itself, as JSON.</summary>
    public required string Profile { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>How a district reads exports that no format of the program knows. What is changed or retired stays on file.</summary>
public sealed class MappingBook
{
    readonly RecordsDatabase _database;
    readonly TimeProvider _clock;

    internal MappingBook(RecordsDatabase database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>The mappings in use, by name.</summary>
    public IReadOnlyList<KeptMapping> List(string district) =>
    [
        .. _database.Ask<Row>(
                "SELECT id AS Id, name AS Name, profile AS Profile, made_by AS \"By\", made_at AS At FROM mapping_profile WHERE district = @district AND retired_at IS NULL ORDER BY name",
                new { district })
            .Select(r => new KeptMapping { Id = r.Id, Name = r.Name, Profile = r.Profile, By = r.By, At = Instant.Read(r.At) }),
    ];

    /// <summary>A mapping in use, or null.</summary>
    public KeptMapping? Find(string district, long id) => List(district).FirstOrDefault(m => m.Id == id);

    /// <summary>A mapping in use by its name in any case, or null.</summary>
    public KeptMapping? Find(string district, string name) => List(district).FirstOrDefault(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Saves a mapping; its number, or null when another one in use has that name.</summary>
    public long? Save(string district, string name, string profile, string by) => _database.AsOne(work => Add(work, district, name, profile, by));

    /// <summary>Puts a mapping in the place of one in use, which stays on file; null when that one is no longer in use or another one has the name.</summary>
    public long? Replace(string district, long id, string name, string profile, string by) => _database.AsOne(work =>
    {
        var others = work.Ask<string>("SELECT name FROM mapping_profile WHERE district = @district AND id <> @id AND retired_at IS NULL", new { district, id });
        return others.Contains(name, StringComparer.OrdinalIgnoreCase) || !Retire(work, district, id, by) ? null : Add(work, district, name, profile, by);
    });

    /// <summary>Takes a mapping out of use; false when it is none.</summary>
    public bool Retire(string district, long id, string by) => _database.AsOne(work => Retire(work, district, id, by));

    bool Retire(Engines.SqlSession work, string district, long id, string by) => work.Execute(
        "UPDATE mapping_profile SET retired_by = @by, retired_at = @at WHERE id = @id AND district = @district AND retired_at IS NULL",
        new { district, id, by, at = Instant.Text(_clock.GetUtcNow()) }) == 1;

    long? Add(Engines.SqlSession work, string district, string name, string profile, string by)
    {
        var inUse = work.Ask<string>("SELECT name FROM mapping_profile WHERE district = @district AND retired_at IS NULL", new { district });
        if (inUse.Contains(name, StringComparer.OrdinalIgnoreCase))
            return null;
        return work.Value<long>(
            _database.Engine.GivingId("INSERT INTO mapping_profile (district, name, profile, made_by, made_at) VALUES (@district, @name, @profile, @by, @at)"),
            new { district, name, profile, by, at = Instant.Text(_clock.GetUtcNow()) });
    }

    sealed record Row
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string Profile { get; init; } = "";
        public string By { get; init; } = "";
        public string At { get; init; } = "";
    }
}
