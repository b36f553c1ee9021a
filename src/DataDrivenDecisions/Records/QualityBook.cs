namespace DataDrivenDecisions.Records;

/// <summary>What one rule found in one school on one night.</summary>
public sealed record QualityCount
{
    public required DateOnly AsOf { get; init; }
    public required string Rule { get; init; }

    /// <summary>The source's id of the school; empty for what belongs to no school.</summary>
    public required string SchoolId { get; init; }
    public required string SchoolName { get; init; }

    /// <summary>Findings that nobody has accepted.</summary>
    public required int Open { get; init; }

    /// <summary>Findings that somebody lets stand with a reason.</summary>
    public required int Accepted { get; init; }
}

/// <summary>A finding that somebody lets stand, and why.</summary>
public sealed record QualityAcceptance
{
    public required long Id { get; init; }
    public required string Rule { get; init; }

    /// <summary>The record by its natural ids.</summary>
    public required string RecordId { get; init; }
    public required string Reason { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>The nights' counts of data quality, and what people have accepted with a reason.</summary>
public sealed class QualityBook
{
    readonly RecordsDatabase _database;
    readonly TimeProvider _clock;

    internal QualityBook(RecordsDatabase database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>Keeps what some rules counted on one night, in place of what they counted for it before.</summary>
    /// <param name="district">Whose night.</param>
    /// <param name="asOf">The night.</param>
    /// <param name="rules">The rules that ran, also those that found nothing.</param>
    /// <param name="counts">What they found.</param>
    public void Save(string district, DateOnly asOf, IReadOnlyCollection<string> rules, IReadOnlyCollection<QualityCount> counts) => _database.AsOne(work =>
    {
        ArgumentNullException.ThrowIfNull(rules);
        var day = Instant.Text((DateOnly?)asOf);
        foreach (var rule in rules)
        {
            work.Execute("DELETE FROM quality_count WHERE district = @district AND as_of_date = @day AND \"rule\" = @rule", new { district, day, rule });
            var found = counts.Where(c => c.Rule == rule).ToList();
            if (found.TrueForAll(c => c.SchoolId.Length > 0))
                found.Add(new QualityCount { AsOf = asOf, Rule = rule, SchoolId = "", SchoolName = "", Open = 0, Accepted = 0 });
            foreach (var c in found)
                work.Execute(
                    """
                    INSERT INTO quality_count (district, as_of_date, "rule", school_id, school_name, open_count, accepted_count)
                    VALUES (@district, @day, @Rule, @SchoolId, @SchoolName, @Open, @Accepted)
                    """,
                    new { district, day, c.Rule, c.SchoolId, c.SchoolName, c.Open, c.Accepted });
        }
        return rules.Count;
    });

    /// <summary>The counts of the latest nights, the newest night first.</summary>
    public IReadOnlyList<QualityCount> Counts(string district, int nights = 7) =>
    [
        .. _database.Ask<CountRow>(
                $"""
                SELECT as_of_date AS AsOf, "rule" AS "Rule", school_id AS SchoolId, school_name AS SchoolName, open_count AS "Open", accepted_count AS Accepted
                FROM   quality_count
                WHERE  district = @district
                  AND  as_of_date IN (SELECT DISTINCT as_of_date FROM quality_count WHERE district = @district ORDER BY as_of_date DESC {_database.Engine.First("@nights")})
                ORDER  BY as_of_date DESC, "rule", school_id
                """,
                new { district, nights })
            .Select(r => new QualityCount
            {
                AsOf = Instant.ReadDay(r.AsOf)!.Value, Rule = r.Rule, SchoolId = r.SchoolId, SchoolName = r.SchoolName, Open = (int)r.Open, Accepted = (int)r.Accepted,
            }),
    ];

    /// <summary>Lets a finding stand, with a reason.</summary>
    /// <returns>False when it was accepted already.</returns>
    /// <exception cref="ArgumentException">There is no reason.</exception>
    public bool Accept(string district, string rule, string recordId, string reason, string by)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return _database.AsOne(work => work.Execute(
            """
            INSERT INTO quality_acceptance (district, "rule", record_id, reason, accepted_by, accepted_at)
            SELECT @district, @rule, @recordId, @reason, @by, @at
            WHERE NOT EXISTS (SELECT 1 FROM quality_acceptance WHERE district = @district AND "rule" = @rule AND record_id = @recordId AND taken_back_at IS NULL)
            """,
            new { district, rule, recordId, reason = reason.Trim(), by, at = Instant.Text(_clock.GetUtcNow()) })) == 1;
    }

    /// <summary>Takes an acceptance back: the finding counts again.</summary>
    /// <returns>False when there is none that stands.</returns>
    public bool TakeBack(string district, long id, string by) => _database.Tell(
        "UPDATE quality_acceptance SET taken_back_by = @by, taken_back_at = @at WHERE id = @id AND district = @district AND taken_back_at IS NULL",
        new { district, id, by, at = Instant.Text(_clock.GetUtcNow()) }) == 1;

    /// <summary>What is accepted now, of one rule or of all.</summary>
    public IReadOnlyList<QualityAcceptance> Accepted(string district, string? rule = null) =>
    [
        .. _database.Ask<AcceptanceRow>(
                """
                SELECT id AS Id, "rule" AS "Rule", record_id AS RecordId, reason AS Reason, accepted_by AS "By", accepted_at AS At
                FROM   quality_acceptance
                WHERE  district = @district AND taken_back_at IS NULL AND (@rule IS NULL OR "rule" = @rule)
                ORDER  BY id DESC
                """,
                new { district, rule })
            .Select(r => new QualityAcceptance { Id = r.Id, Rule = r.Rule, RecordId = r.RecordId, Reason = r.Reason, By = r.By, At = Instant.Read(r.At) }),
    ];

    sealed record CountRow
    {
        public string AsOf { get; init; } = "";
        public string Rule { get; init; } = "";
        public string SchoolId { get; init; } = "";
        public string SchoolName { get; init; } = "";
        public long Open { get; init; }
        public long Accepted { get; init; }
    }

    sealed record AcceptanceRow
    {
        public long Id { get; init; }
        public string Rule { get; init; } = "";
        public string RecordId { get; init; } = "";
        public string Reason { get; init; } = "";
        public string By { get; init; } = "";
        public string At { get; init; } = "";
    }
}
