using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>What the steps of one load share: the session with its open transaction, the delivery, the load's number and the district's day.</summary>
sealed class LoadWork(WarehouseEngine engine, SqlSession session, Batch batch, DateOnly today)
{
    /// <summary>The known_to of a row that is still known.</summary>
    public const long Open = long.MaxValue;

    readonly Dictionary<EntityTable, string> _resolved = [], _decided = [], _fated = [];

    public WarehouseEngine Engine { get; } = engine;
    public SqlSession Session { get; } = session;
    public Batch Batch { get; } = batch;

    /// <summary>The load's number, given when its transaction begins.</summary>
    public long Load { get; set; }
    public DateOnly Today { get; } = today;

    /// <summary>Tables that this delivery has rows for, in the order in which they are resolved.</summary>
    public IReadOnlyList<EntityTable> Staged { get; set; } = [];

    /// <summary>True when some file says by what it does not name that something has ended.</summary>
    public bool EndsWhatIsMissing { get; } = batch.Files.Any(f => f.Merge is Merge.Snapshot or Merge.ReplaceDatesInFile);

    /// <summary>A session's own table by its plain name, as texts must write it.</summary>
    public string T(string name) => Engine.Temporary(name);

    /// <summary>Tables of which it is certain that no two rows of the delivery have the same key.</summary>
    public IReadOnlyList<EntityTable> Unrepeated { get; set; } = [];

    /// <summary>Tables of which some row of the delivery says that something has ended.</summary>
    public IReadOnlySet<EntityTable> Ending { get; set; } = new HashSet<EntityTable>();

    /// <summary>The delivery's rows of a table as they came, as a text that may follow FROM.</summary>
    public string Stage(EntityTable table) => Unstaged(table, T(Fold.Known(table)));

    /// <summary>The same without the columns that are folded, which costs no join.</summary>
    public string StageUnfolded(EntityTable table) => Unstaged(table, folds: null);

    string Unstaged(EntityTable table, string? folds) => $"({table.Unstaged(T("stage_" + table.Name), Engine, folds, Batch.Files.Count == 1, Ending.Contains(table))})";

    /// <summary>
    /// Where a table's rows stand with the keys of what they point to, as a text that may follow FROM. Events and links are many and their keys few, so
    /// they are joined where they are asked for and not written a second time.
    /// </summary>
    public string Resolved(EntityTable table) => _resolved[table];

    /// <summary>Where a table's rows stand with their fates, as a text that may follow FROM.</summary>
    public string Decided(EntityTable table) => _decided[table];

    /// <summary>Where a table's rows stand with their fates but without the keys of what they point to, as a text that may follow FROM: it costs no join where there is nothing to compare.</summary>
    public string Fated(EntityTable table) => _fated[table];

    public string First(EntityTable table) => T("first_" + table.Name);

    public string Absent(EntityTable table) => T("absent_" + table.Name);

    /// <summary>Says where a table's rows stand with their keys.</summary>
    public void ResolvedIn(EntityTable table, string source) => _resolved[table] = source;

    /// <summary>Says where a table's rows stand with their fates.</summary>
    /// <param name="table">The table.</param>
    /// <param name="source">The rows with keys and fates.</param>
    /// <param name="fated">The rows with fates alone, where that is less work.</param>
    public void DecidedIn(EntityTable table, string source, string? fated = null) => (_decided[table], _fated[table]) = (source, fated ?? source);

    public int Run(string text, object? parameters = null) => Session.Execute(text, parameters);

    /// <summary>Fills a session's own table from a question, anew.</summary>
    public void Make(string temporary, string question, object? parameters = null) =>
        Engine.MakeTemporaryFrom(Session, temporary, question, parameters);

    /// <summary>True when some file of the delivery is the whole of an entity, so that an id it does not name does not exist.</summary>
    public bool IsComplete(string entity) => CompleteFileNumber(entity) > 0;

    /// <summary>The name of the file that is the whole of an entity, without what it came in.</summary>
    public string CompleteFileOf(string entity) => Batch.Files[CompleteFileNumber(entity) - 1].Name is var name ? name[(name.LastIndexOfAny(['/', '\\', '!']) + 1)..] : "";

    // 0 where there is none; of several the first.
    int CompleteFileNumber(string entity) =>
        Tables.All.FirstOrDefault(t => t.Entity == entity) is { } table && Staged.Contains(table)
            ? (int)Session.Value<long>($"SELECT CAST(COALESCE(MIN(f.file_number), 0) AS BIGINT) FROM {T("file_info")} f WHERE f.merge_word = 'Snapshot' AND EXISTS (SELECT 1 FROM {Stage(table)} s WHERE s.file_number = f.file_number)")
            : 0;

    /// <summary>Closes the known rows of a table that have the same key as rows of another.</summary>
    /// <param name="table">The table.</param>
    /// <param name="others">The other rows, as a text that may follow FROM.</param>
    /// <param name="where">Which of them, by the alias <c>d</c>.</param>
    /// <returns>How many were closed.</returns>
    public int Close(EntityTable table, string others, string where)
    {
        var folded = table.Fold is { } fold ? table.Key.Intersect(fold.Columns.Select(c => c.Name)).ToList() : [];
        var plain = string.Join(" AND ", table.Key.Except(folded).Select(k => $"t.{k} = d.{k}"));
        var kinds = table.Fold is null ? "" : $" JOIN {table.Fold.Table} k ON {(folded.Count == 0 ? "1 = 1" : string.Join(" AND ", folded.Select(c => $"k.{c} = d.{c}")))}";
        return Run(Engine.Update(table.Rows, "t", "known_to = @load", $"{others} d{kinds}",
            $"t.known_to = @open AND {plain}{(table.Fold is null ? "" : $" AND t.{table.Fold.Key} = k.{table.Fold.Key}")} AND {where}"), new { load = Load, open = Open });
    }

    /// <summary>"a.k1 = b.k1 AND a.k2 = b.k2" over a table's key.</summary>
    public static string SameKey(EntityTable table, string a, string b) => string.Join(" AND ", table.Key.Select(k => $"{a}.{k} = {b}.{k}"));

    /// <summary>True where any value of the two rows differs; nothing is equal to nothing.</summary>
    public string Differs(EntityTable table, string a, string b) =>
        table.Values.Count == 0 ? "1 = 0" : "(" + string.Join(" OR ", table.Values.Select(v => Engine.Differ($"{a}.{v}", $"{b}.{v}"))) + ")";
}
