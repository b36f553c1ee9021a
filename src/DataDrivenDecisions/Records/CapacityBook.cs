using System.Text.Json;

namespace DataDrivenDecisions.Records;

/// <summary>A week's list of students for one person: who asked, when, from which night, with which seed, and by id who stood on it by order, who could be drawn, and who was.</summary>
public sealed record KeptCapacityList
{
    public long Id { get; init; }
    public required string AskedBy { get; init; }

    /// <summary>When it was made; the book fills it in.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The Monday of the week.</summary>
    public required DateOnly Week { get; init; }

    /// <summary>Among whom it was made: "all", "school:…", "grade:…".</summary>
    public required string Scope { get; init; }
    public required int Places { get; init; }

    /// <summary>The night whose chances it was made from.</summary>
    public required DateOnly Night { get; init; }

    /// <summary>What the lots were made from.</summary>
    public required string Seed { get; init; }

    /// <summary>Why the lots were drawn again in the same week; null for the first draw.</summary>
    public string? Reason { get; init; }

    /// <summary>The source's ids of those who stood above the cut, in order.</summary>
    public required IReadOnlyList<string> ByOrder { get; init; }

    /// <summary>Those among whom lots were drawn.</summary>
    public required IReadOnlyList<string> Candidates { get; init; }

    /// <summary>Those of them who were drawn.</summary>
    public required IReadOnlyList<string> Drawn { get; init; }
}

/// <summary>The lists that people made of whom to see, week by week. A list is kept as it was made and never erased; a new draw stands beside it.</summary>
public sealed class CapacityBook
{
    const string Text = """
        SELECT id AS Id, asked_by AS AskedBy, made_at AS MadeAt, week AS Week, scope AS Scope, places AS Places, as_of_date AS Night, seed AS Seed, reason AS Reason,
               by_order AS ByOrder, candidates AS Candidates, drawn AS Drawn
        FROM   capacity_list
        WHERE  district = @district
        """;

    readonly RecordsDatabase _database;
    readonly TimeProvider _clock;

    internal CapacityBook(RecordsDatabase database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>A person's lists of a week, the newest first.</summary>
    public IReadOnlyList<KeptCapacityList> InWeek(string district, string by, DateOnly week) =>
        Read(" AND asked_by = @by AND week = @week ORDER BY id DESC", new { district, by, week = Instant.Text((DateOnly?)week) });

    /// <summary>One list; null where there is none of that number.</summary>
    public KeptCapacityList? Find(string district, long id) => Read(" AND id = @id", new { district, id }) is [var list] ? list : null;

    /// <summary>Keeps a list. The first draw of a week for so many places among the same students stands: who asks twice at once gets the same.</summary>
    /// <returns>The list that stands now.</returns>
    public KeptCapacityList Keep(string district, KeptCapacityList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        _database.Tell(
            """
            INSERT INTO capacity_list (district, asked_by, made_at, week, scope, places, as_of_date, seed, reason, by_order, candidates, drawn)
            SELECT @district, @AskedBy, @at, @week, @Scope, @Places, @night, @Seed, @Reason, @byOrder, @candidates, @drawn
            WHERE  @Reason IS NOT NULL
               OR  NOT EXISTS (SELECT 1 FROM capacity_list WHERE district = @district AND asked_by = @AskedBy AND week = @week AND scope = @Scope AND places = @Places)
            """,
            new
            {
                district, list.AskedBy, at = Instant.Text(_clock.GetUtcNow()), week = Instant.Text((DateOnly?)list.Week), list.Scope, list.Places, night = Instant.Text((DateOnly?)list.Night), list.Seed, list.Reason,
                byOrder = JsonSerializer.Serialize(list.ByOrder), candidates = JsonSerializer.Serialize(list.Candidates), drawn = JsonSerializer.Serialize(list.Drawn),
            });
        return InWeek(district, list.AskedBy, list.Week).First(l => l.Scope == list.Scope && l.Places == list.Places);
    }

    IReadOnlyList<KeptCapacityList> Read(string where, object parameters) =>
    [
        .. _database.Ask<Row>(Text + where, parameters).Select(r => new KeptCapacityList
        {
            Id = r.Id, AskedBy = r.AskedBy, At = Instant.Read(r.MadeAt), Week = Instant.ReadDay(r.Week)!.Value, Scope = r.Scope, Places = (int)r.Places, Night = Instant.ReadDay(r.Night)!.Value,
            Seed = r.Seed, Reason = r.Reason, ByOrder = Ids(r.ByOrder), Candidates = Ids(r.Candidates), Drawn = Ids(r.Drawn),
        }),
    ];

    static List<string> Ids(string json) => JsonSerializer.Deserialize<List<string>>(json) ?? [];

    sealed record Row
    {
        public long Id { get; init; }
        public string AskedBy { get; init; } = "";
        public string MadeAt { get; init; } = "";
        public string Week { get; init; } = "";
        public string Scope { get; init; } = "";
        public long Places { get; init; }
        public string Night { get; init; } = "";
        public string Seed { get; init; } = "";
        public string? Reason { get; init; }
        public string ByOrder { get; init; } = "";
        public string Candidates { get; init; } = "";
        public string Drawn { get; init; } = "";
    }
}
