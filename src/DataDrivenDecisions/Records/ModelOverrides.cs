namespace DataDrivenDecisions.Records;

/// <summary>That a model is shown though it did not pass a gate: asked for by one person, agreed to by another.</summary>
public sealed record ModelOverride
{
    public required long Id { get; init; }
    public required string Model { get; init; }
    public required string Reason { get; init; }
    public required string AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Null while nobody has agreed.</summary>
    public string? AgreedBy { get; init; }

    /// <summary>The last day on which it holds; null while nobody has agreed.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>True when two people decided so, and it has not run out on a day.</summary>
    public bool HoldsOn(DateOnly day) => AgreedBy is not null && Until >= day;
}

/// <summary>What people decided about models that did not pass a gate. A decision is ended and never erased.</summary>
public sealed class ModelOverrides
{
    const string Columns = "id AS Id, model AS Model, reason AS Reason, asked_by AS AskedBy, asked_at AS AskedAt, agreed_by AS AgreedBy, until_date AS UntilDate";

    readonly RecordsDatabase _database;
    readonly TimeProvider _clock;

    internal ModelOverrides(RecordsDatabase database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>What was asked for or decided about a model and has not been ended; null without one.</summary>
    public ModelOverride? Of(string district, string model) => _database.Ask<Row>($"SELECT {Columns} FROM model_override WHERE district = @district AND model = @model AND ended_at IS NULL", new { district, model })
        .Select(r => new ModelOverride { Id = r.Id, Model = r.Model, Reason = r.Reason, AskedBy = r.AskedBy, AskedAt = Instant.Read(r.AskedAt), AgreedBy = r.AgreedBy, Until = Instant.ReadDay(r.UntilDate) })
        .FirstOrDefault();

    /// <summary>Asks that a model be shown, in place of what was asked or decided before.</summary>
    public void Ask(string district, string model, string reason, string by) => _database.AsOne(work =>
    {
        var at = Instant.Text(_clock.GetUtcNow());
        work.Execute("UPDATE model_override SET ended_by = @by, ended_at = @at WHERE district = @district AND model = @model AND ended_at IS NULL", new { district, model, by, at });
        return work.Execute("INSERT INTO model_override (district, model, reason, asked_by, asked_at) VALUES (@district, @model, @reason, @by, @at)", new { district, model, reason, by, at });
    });

    /// <summary>Agrees to what somebody else asked for; who asked cannot agree.</summary>
    /// <returns>False when nothing is open that this person may agree to.</returns>
    public bool Agree(long id, string by, DateOnly until) => _database.Tell(
        "UPDATE model_override SET agreed_by = @by, agreed_at = @at, until_date = @until WHERE id = @id AND agreed_by IS NULL AND ended_at IS NULL AND asked_by <> @by",
        new { id, by, at = Instant.Text(_clock.GetUtcNow()), until = Instant.Text((DateOnly?)until) }) > 0;

    /// <summary>Ends it: declined, withdrawn, or no longer wanted.</summary>
    public bool End(long id, string by) => _database.Tell("UPDATE model_override SET ended_by = @by, ended_at = @at WHERE id = @id AND ended_at IS NULL", new { id, by, at = Instant.Text(_clock.GetUtcNow()) }) > 0;

    sealed record Row
    {
        public long Id { get; init; }
        public string Model { get; init; } = "";
        public string Reason { get; init; } = "";
        public string AskedBy { get; init; } = "";
        public string AskedAt { get; init; } = "";
        public string? AgreedBy { get; init; }
        public string? UntilDate { get; init; }
    }
}
