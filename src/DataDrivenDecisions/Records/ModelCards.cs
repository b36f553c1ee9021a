namespace DataDrivenDecisions.Records;

/// <summary>One model's card as it was made on one night.</summary>
public sealed record KeptModelCard
{
    public required long Id { get; init; }
    public required string District { get; init; }

    /// <summary>The model's short name.</summary>
    public required string Model { get; init; }
    public required DateOnly AsOf { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>True when the model passed its gates and its results were published.</summary>
    public required bool Published { get; init; }

    /// <summary>The card itself, as JSON.</summary>
    public required string Card { get; init; }
}

/// <summary>The cards of the models, night by night.</summary>
public sealed class ModelCards
{
    readonly RecordsDatabase _database;
    readonly TimeProvider _clock;

    internal ModelCards(RecordsDatabase database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>Keeps a card, in place of an earlier one of the same night.</summary>
    public void Save(string district, string model, DateOnly asOf, bool published, string card) => _database.AsOne(work =>
    {
        var day = Instant.Text((DateOnly?)asOf);
        work.Execute("DELETE FROM model_card WHERE district = @district AND model = @model AND as_of_date = @day", new { district, model, day });
        return work.Execute(
            "INSERT INTO model_card (district, model, as_of_date, made_at, published, card) VALUES (@district, @model, @day, @at, @published, @card)",
            new { district, model, day, at = Instant.Text(_clock.GetUtcNow()), published, card });
    });

    /// <summary>A district's cards, the latest night first.</summary>
    public IReadOnlyList<KeptModelCard> List(string district) =>
    [
        .. _database.Ask<Row>(
                """
                SELECT id AS Id, district AS District, model AS Model, as_of_date AS AsOf, made_at AS MadeAt, published AS Published, card AS Card
                FROM model_card WHERE district = @district ORDER BY as_of_date DESC, id DESC
                """,
                new { district })
            .Select(r => new KeptModelCard
            {
                Id = r.Id, District = r.District, Model = r.Model, AsOf = Instant.ReadDay(r.AsOf)!.Value,
                MadeAt = Instant.Read(r.MadeAt), Published = r.Published, Card = r.Card,
            }),
    ];

    /// <summary>The latest card of one model, or null.</summary>
    public KeptModelCard? Latest(string district, string model) =>
        List(district).FirstOrDefault(c => string.Equals(c.Model, model, StringComparison.Ordinal));

    sealed record Row
    {
        public long Id { get; init; }
        public string District { get; init; } = "";
        public string Model { get; init; } = "";
        public string AsOf { get; init; } = "";
        public string MadeAt { get; init; } = "";
        public bool Published { get; init; }
        public string Card { get; init; } = "";
    }
}
