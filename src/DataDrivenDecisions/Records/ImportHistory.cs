using System.Text.Json;
using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Records;

/// <summary>Every delivery that came, file by file, with all rejected rows as they came.</summary>
public sealed class ImportHistory
{
    const string DeliveryColumns = """
        id AS Id, district AS District, name AS Name, source AS Source, hash AS Hash, brought_by AS "By", came_at AS At,
        "load" AS "Load", state AS State, archived_as AS ArchivedAs, told AS ToldJson
        """;

    const string FileColumns = """
        id AS Id, delivery_id AS Delivery, "file" AS "File", format AS Format, state AS State, rows_in AS RowsIn, added AS Added, changed AS Changed,
        ended AS Ended, unchanged AS Unchanged, rejected AS Rejected, duplicate AS Duplicate, held AS Held, skipped AS Skipped,
        ended_by_absence AS EndedByAbsence, placeholders AS Placeholders, seconds AS Seconds, refusal AS Refusal, warnings AS WarningsJson, holds AS HoldsJson, changes AS ChangesJson
        """;

    const string Asked = "district = @district AND (@State IS NULL OR state = @State) AND (@Source IS NULL OR source = @Source)";

    const int AskedAtOnce = 500;
    readonly RecordsDatabase _database;
    readonly TimeProvider _clock;

    internal ImportHistory(RecordsDatabase database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>
    /// Keeps one delivery of a district with all its files and every reject, and returns the number that people name it by afterwards (<c>imports show 12</c>).
    /// </summary>
    /// <param name="district">The district's short name.</param>
    /// <param name="delivery">What came, and what became of it.</param>
    /// <param name="clock">The district's own clock where it has one.</param>
    public long Save(string district, ImportedDelivery delivery, TimeProvider? clock = null) => _database.AsOne(work =>
    {
        var id = work.Value<long>(
            _database.Engine.GivingId("""
            INSERT INTO import_delivery (district, name, source, hash, brought_by, came_at, "load", state, archived_as, told)
            VALUES (@district, @Name, @Source, @Hash, @By, @at, @Load, @State, @ArchivedAs, @told)
            """),
            new
            {
                district, delivery.Name, delivery.Source, delivery.Hash, delivery.By, at = Instant.Text((clock ?? _clock).GetUtcNow()),
                delivery.Load, delivery.State, delivery.ArchivedAs, told = JsonSerializer.Serialize(delivery.Told),
            });
        foreach (var one in delivery.Files)
            Save(work, id, one);
        return id;
    });

    /// <summary>A district's deliveries with their files' counts, the newest first; rejects are not read.</summary>
    public IReadOnlyList<ImportedDelivery> List(string district, int most = 50) => Read(
        $"SELECT {DeliveryColumns} FROM import_delivery WHERE district = @district ORDER BY id DESC {_database.Engine.First("@most")}", new { district, most });

    /// <summary>Some of the deliveries that are asked for, the newest first; rejects are not read.</summary>
    /// <param name="district">The district's short name.</param>
    /// <param name="asked">Which ones.</param>
    /// <param name="skip">How many newer ones to pass over.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<ImportedDelivery> Page(string district, ImportsAsked asked, int skip, int most)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return most < 1 ? [] : Read($"SELECT {DeliveryColumns} FROM import_delivery WHERE {Asked} ORDER BY id DESC {_database.Engine.First("@most", "@skip")}", new { district, asked.State, asked.Source, skip, most });
    }

    /// <summary>How many deliveries are asked for, how many of them are held, and how many of their rows were rejected.</summary>
    public ImportTotals Totals(string district, ImportsAsked asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return _database.Ask<ImportTotals>(
            $"""
            SELECT COUNT(*) AS Deliveries, COALESCE(SUM(CASE WHEN state = 'held' THEN 1 ELSE 0 END), 0) AS Held,
                   (SELECT COALESCE(SUM(f.rejected), 0) FROM import_file f WHERE f.delivery_id IN (SELECT id FROM import_delivery WHERE {Asked})) AS RowsRejected
            FROM import_delivery WHERE {Asked}
            """,
            new { district, asked.State, asked.Source })[0];
    }

    /// <summary>The sources that deliveries came from, by name.</summary>
    public IReadOnlyList<string> Sources(string district) =>
        _database.Ask<string>("SELECT DISTINCT source FROM import_delivery WHERE district = @district AND source <> '' ORDER BY source", new { district });

    /// <summary>One delivery with its files' counts, or null.</summary>
    public ImportedDelivery? Show(string district, long id) => Read(
        $"SELECT {DeliveryColumns} FROM import_delivery WHERE district = @district AND id = @id", new { district, id }).FirstOrDefault();

    /// <summary>The rejected rows of one file in line order, at most so many.</summary>
    public IReadOnlyList<RejectedRow> Rejects(long fileId, int most = int.MaxValue) => _database.Ask<RejectedRow>(
        $"""
        SELECT line AS Line, column_name AS "Column", "rule" AS "Rule", reason AS Reason, fix AS Fix, original_line AS OriginalLine
        FROM import_reject WHERE file_id = @fileId ORDER BY line {_database.Engine.First("@most")}
        """,
        new { fileId, most });

    /// <summary>A delivery's rejected rows grouped by what was wrong, the commonest first.</summary>
    public IReadOnlyList<RejectCause> Causes(long deliveryId) => _database.Ask<RejectCause>(
        """
        SELECT f."file" AS "File", r."rule" AS "Rule", r.column_name AS "Column", COUNT(*) AS Count, MIN(r.line) AS ExampleLine, MIN(r.reason) AS Reason, MIN(r.fix) AS Fix
        FROM import_reject r JOIN import_file f ON f.id = r.file_id
        WHERE f.delivery_id = @deliveryId GROUP BY f.id, f."file", r."rule", r.column_name ORDER BY COUNT(*) DESC, f.id, MIN(r.line)
        """,
        new { deliveryId });

    /// <summary>When deliveries that could be taken in came, by their source.</summary>
    public ILookup<string, DateTimeOffset> Arrivals(string district) => _database.Ask<ArrivalRow>(
            "SELECT source AS Source, came_at AS At FROM import_delivery WHERE district = @district AND state <> 'refused' AND source <> '' ORDER BY id", new { district })
        .ToLookup(r => r.Source, r => Instant.Read(r.At), StringComparer.Ordinal);

    /// <summary>Writes down that a delivery was undone or a hold released.</summary>
    public void SetState(long id, string state) => _database.Tell("UPDATE import_delivery SET state = @state WHERE id = @id", new { id, state });

    /// <summary>
    /// Writes down, all at once, that a delivery was undone and what became of those after it, which were loaded again without it.
    /// </summary>
    /// <param name="undone">The number of the delivery that was undone.</param>
    /// <param name="again">The later ones under their old numbers.</param>
    public void Undone(long undone, IReadOnlyList<ImportedDelivery> again) => _database.AsOne(work =>
    {
        work.Execute("UPDATE import_delivery SET state = 'undone' WHERE id = @undone", new { undone });
        foreach (var delivery in again)
        {
            work.Execute("UPDATE import_delivery SET \"load\" = @Load, state = @State WHERE id = @Id", new { delivery.Id, delivery.Load, delivery.State });
            work.Execute("DELETE FROM import_reject WHERE file_id IN (SELECT id FROM import_file WHERE delivery_id = @Id)", new { delivery.Id });
            work.Execute("DELETE FROM import_file WHERE delivery_id = @Id", new { delivery.Id });
            foreach (var one in delivery.Files)
                Save(work, delivery.Id, one);
        }
        return again.Count;
    });

    void Save(SqlSession work, long delivery, ImportedFile one)
    {
        var fileId = work.Value<long>(
            _database.Engine.GivingId("""
            INSERT INTO import_file (delivery_id, "file", format, state, rows_in, added, changed, ended, unchanged, rejected, duplicate, held, skipped,
                                     ended_by_absence, placeholders, seconds, refusal, warnings, holds, changes)
            VALUES (@delivery, @File, @Format, @State, @RowsIn, @Added, @Changed, @Ended, @Unchanged, @Rejected, @Duplicate, @Held, @Skipped,
                    @EndedByAbsence, @Placeholders, @Seconds, @Refusal, @warnings, @holds, @ChangesJson)
            """),
            new
            {
                delivery, one.File, one.Format, one.State, one.RowsIn, one.Added, one.Changed, one.Ended, one.Unchanged, one.Rejected, one.Duplicate,
                one.Held, one.Skipped, one.EndedByAbsence, one.Placeholders, one.Seconds, one.Refusal, warnings = JsonSerializer.Serialize(one.Warnings),
                holds = JsonSerializer.Serialize(one.Holds), one.ChangesJson,
            });
        _database.Engine.InsertAll(work, "import_reject", ["file_id", "line", "column_name", "rule", "reason", "fix", "original_line"],
            one.Rejects.Select(r => (IReadOnlyList<object?>)[fileId, r.Line, r.Column, r.Rule, r.Reason, r.Fix, r.OriginalLine]));
    }

    List<ImportedDelivery> Read(string sql, object parameters)
    {
        var deliveries = _database.Ask<DeliveryRow>(sql, parameters);
        // A question may have only so many parameters, and a history has no such limit.
        var files = deliveries.Select(d => d.Id).Chunk(AskedAtOnce)
            .SelectMany(ids => _database.Ask<FileRow>($"SELECT {FileColumns} FROM import_file WHERE delivery_id IN @ids ORDER BY id", new { ids })).ToLookup(f => f.Delivery);
        return [.. deliveries.Select(d => new ImportedDelivery
        {
            Id = d.Id, Name = d.Name, Source = d.Source, Hash = d.Hash, By = d.By, At = Instant.Read(d.At), Load = d.Load, State = d.State,
            ArchivedAs = d.ArchivedAs, Told = JsonSerializer.Deserialize<DeliveryTold>(d.ToldJson) ?? DeliveryTold.Nothing, Files = [.. files[d.Id].Select(Of)],
        })];
    }

    static ImportedFile Of(FileRow row) => new()
    {
        Id = row.Id, File = row.File, Format = row.Format, State = row.State, RowsIn = row.RowsIn, Added = row.Added, Changed = row.Changed, Ended = row.Ended,
        Unchanged = row.Unchanged, Rejected = row.Rejected, Duplicate = row.Duplicate, Held = row.Held, Skipped = row.Skipped,
        EndedByAbsence = row.EndedByAbsence, Placeholders = row.Placeholders, Seconds = row.Seconds, Refusal = row.Refusal,
        Warnings = JsonSerializer.Deserialize<string[]>(row.WarningsJson) ?? [], Holds = JsonSerializer.Deserialize<HeldRecords[]>(row.HoldsJson) ?? [],
        ChangesJson = row.ChangesJson,
    };

    sealed record DeliveryRow
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string Source { get; init; } = "";
        public string Hash { get; init; } = "";
        public string By { get; init; } = "";
        public string At { get; init; } = "";
        public long? Load { get; init; }
        public string State { get; init; } = "";
        public string? ArchivedAs { get; init; }
        public string ToldJson { get; init; } = "{}";
    }

    sealed record ArrivalRow
    {
        public string Source { get; init; } = "";
        public string At { get; init; } = "";
    }

    sealed record FileRow
    {
        public long Id { get; init; }
        public long Delivery { get; init; }
        public string File { get; init; } = "";
        public string? Format { get; init; }
        public string State { get; init; } = "";
        public long RowsIn { get; init; }
        public long Added { get; init; }
        public long Changed { get; init; }
        public long Ended { get; init; }
        public long Unchanged { get; init; }
        public long Rejected { get; init; }
        public long Duplicate { get; init; }
        public long Held { get; init; }
        public long Skipped { get; init; }
        public long EndedByAbsence { get; init; }
        public long Placeholders { get; init; }
        public double Seconds { get; init; }
        public string? Refusal { get; init; }
        public string WarningsJson { get; init; } = "[]";
        public string HoldsJson { get; init; } = "[]";
        public string ChangesJson { get; init; } = "[]";
    }
}
