namespace DataDrivenDecisions.Records;

/// <summary>One version of a rule that a district has set.</summary>
public sealed record KeptRule
{
    /// <summary>1, 2, 3 … in the order in which they were set.</summary>
    public required int Version { get; init; }

    /// <summary>The rule as JSON; null where what is usual was brought back.</summary>
    public string? Content { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>By which rules a district has its students judged. A version is added and never changed.</summary>
public sealed class RuleBook
{
    /// <summary>The kinds of rules: early-warning thresholds, and mastery of standards.</summary>
    public const string Abc = "abc", Mastery = "mastery";

    readonly RecordsDatabase _database;
    readonly TimeProvider _clock;

    internal RuleBook(RecordsDatabase database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>Every version of a kind, the oldest first; none where the district has set nothing.</summary>
    public IReadOnlyList<KeptRule> Of(string district, string kind) =>
    [
        .. _database.Ask<Row>("SELECT version AS Version, content AS Content, set_by AS SetBy, set_at AS SetAt FROM judging_rule WHERE district = @district AND kind = @kind ORDER BY version", new { district, kind })
            .Select(r => new KeptRule { Version = (int)r.Version, Content = r.Content, By = r.SetBy, At = Instant.Read(r.SetAt) }),
    ];

    /// <summary>Sets a rule from now on; null brings back what is usual.</summary>
    public void Keep(string district, string kind, string? content, string by) => _database.Tell(
        """
        INSERT INTO judging_rule (district, kind, version, content, set_by, set_at)
        SELECT @district, @kind, COALESCE(MAX(version), 0) + 1, @content, @by, @at FROM judging_rule WHERE district = @district AND kind = @kind
        """,
        new { district, kind, content, by, at = Instant.Text(_clock.GetUtcNow()) });

    sealed record Row
    {
        public long Version { get; init; }
        public string? Content { get; init; }
        public string SetBy { get; init; } = "";
        public string SetAt { get; init; } = "";
    }
}
