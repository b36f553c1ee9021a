using System.Text;
using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>One physical table as the load knows it: which arrivals fill it, what makes two rows the same, and what it points to.</summary>
abstract class EntityTable(string name)
{
    readonly List<Column> _columns = [];
    readonly List<Reference> _references = [];

    public string Name { get; } = name;

    /// <summary>The kind of arrival that fills it.</summary>
    public abstract Type Arrival { get; }

    /// <summary>The entity whose ids this table makes known (<c>student</c>), or null for a table of events and links.</summary>
    public string? Entity { get; protected set; }

    /// <summary>True where a second id may name the same thing: a student number, a school number.</summary>
    public bool HasNumbers { get; protected set; }

    /// <summary>The day that a row is about, for files that replace the dates they name.</summary>
    public string? DateColumn { get; protected set; }

    /// <summary>
    /// Numbers by which rows of one key are sorted where their source may say several things of it, in SQL with {0} for the row: the row with the least of the first counts,
    /// then of the next. Empty where no source may.
    /// </summary>
    public IReadOnlyList<string> Weight { get; protected set; } = [];

    /// <summary>
    /// When a row does not know what it says of its thing, in SQL with {0} for the row: it stands behind one of the same key that does, and contradicts none. Null where every row knows.
    /// </summary>
    public string? Unknowing { get; protected set; }

    /// <summary>True where the table came after warehouses had been hashed: it enters the hash with its first row, so that what was known before keeps its hash.</summary>
    public bool IsHashedOnlyWhenFilled { get; protected set; }

    /// <summary>Columns that came after warehouses had been hashed: a row says them in the hash only where they hold something, so that what was known before keeps its hash.</summary>
    public IReadOnlyList<string> HashedOnlyWhenFilled { get; protected set; } = [];

    /// <summary>Plain columns, keys first.</summary>
    public IReadOnlyList<Column> Columns => _columns;

    /// <summary>Where columns that say the same in a great many rows are kept once for all of them, or null.</summary>
    public Fold? Fold { get; protected set; }

    /// <summary>The table whose rows are written. Where columns are folded, <c>wh.{name}</c> is a view that shows them unfolded.</summary>
    public string Rows => Fold is null ? "wh." + Name : $"wh.{Name}_row";

    /// <summary>The columns of a written row, without those that every row has.</summary>
    public IReadOnlyList<string> Written => Fold is null ? [.. Key, .. Values] : [.. Key.Concat(Values).Where(c => !Fold.Columns.Any(f => f.Name == c)), Fold.Key];

    /// <summary>Columns that hold another thing's integer key.</summary>
    public IReadOnlyList<Reference> References => _references;

    /// <summary>The column of the school that a row belongs to, or null where rows name none.</summary>
    public string? SchoolColumn => References.FirstOrDefault(r => r.Entity == "school")?.Column;

    /// <summary>The entity's own integer key.</summary>
    public string? OwnKey => Entity is null ? null : Entity + "_key";

    /// <summary>The entity's own id column.</summary>
    public string? OwnId => Entity is null ? null : Entity + "_id";

    /// <summary>What makes two rows the same.</summary>
    public IReadOnlyList<string> Key => OwnKey is { } own
        ? [own]
        : [.. References.Where(r => r.IsKey).Select(r => r.Column), .. Columns.Where(c => c.IsKey).Select(c => c.Name)];

    /// <summary>What a changed row may say differently.</summary>
    public IReadOnlyList<string> Values =>
    [
        .. OwnId is { } id ? [id, "is_placeholder", "has_ended"] : Array.Empty<string>(),
        .. References.Where(r => !r.IsKey).Select(r => r.Column),
        .. Columns.Where(c => !c.IsKey).Select(c => c.Name),
    ];

    /// <summary>
    /// Column definitions of the session's own table that arrivals are written to. Each column of millions of rows costs as much as any other, also where it says the same in all
    /// of them: the number of the file stands in front of the row's, and the line of a row that ends something is below zero.
    /// </summary>
    public string StageColumns()
    {
        var text = new StringBuilder("seq BIGINT, line INTEGER");
        if (Entity is not null)
            text.Append(", own_ref VARCHAR, number_ref VARCHAR");
        foreach (var reference in References)
            text.Append(", ").Append(reference.Staged).Append(" INTEGER");
        foreach (var column in Columns.Except(Fold?.Columns ?? []))
            text.Append(", ").Append(column.Name).Append(' ').Append(column.Type);
        if (Fold is not null)
            text.Append(", fold INTEGER");
        return text.ToString();
    }

    /// <summary>The staged rows as they came, as a question: seq, file_number, line, ends, the mentions and columns.</summary>
    /// <param name="staged">The session's own table.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="folds">The session's own table of combinations with their keys; null to leave out what is folded.</param>
    /// <param name="isOneFile">True where all rows came in the delivery's first file.</param>
    /// <param name="hasEnds">False where no row says that something has ended.</param>
    public string Unstaged(string staged, WarehouseEngine engine, string? folds, bool isOneFile, bool hasEnds)
    {
        string[] own = Entity is null ? [] : ["own_ref", "number_ref"];
        var columns = own.Concat(References.Select(r => r.Staged)).Concat(Columns.Except(Fold?.Columns ?? []).Select(c => c.Name)).Select(c => ", w." + c);
        var isFolded = Fold is not null && folds is not null;
        var file = isOneFile ? "CAST(1 AS SMALLINT)" : engine.Of($"CAST(w.seq >> {StagedRows.BitsOfRow} AS SMALLINT)", $"CAST(w.seq / CAST({1L << StagedRows.BitsOfRow} AS BIGINT) AS SMALLINT)");
        var line = hasEnds ? "CASE WHEN w.line < 0 THEN -1 - w.line ELSE w.line END AS line, CASE WHEN w.line < 0 THEN 1 ELSE 0 END AS ends" : "w.line, 0 AS ends";
        return $"""
            SELECT w.seq, {file} AS file_number, {line}{string.Concat(columns)}{(isFolded ? $", f.{Fold!.Key}, {Fold.Names("f.")}" : "")}
            FROM   {staged} w{(isFolded ? $" LEFT JOIN {folds} f ON f.fold = w.fold" : "")}
            """;
    }

    /// <summary>Begins to write arrivals of one delivery.</summary>
    /// <param name="rows">The rows of the staged table.</param>
    /// <param name="mentions">Numbers the ids that rows point by.</param>
    /// <param name="care">How text is kept.</param>
    public abstract StagedRows Open(BulkRows rows, Mentions mentions, TextCare care);

    protected void Add(Column column) => _columns.Add(column);

    protected void Add(Reference reference) => _references.Add(reference);
}

/// <summary>A plain column and its type in DuckDB's words.</summary>
sealed record Column(string Name, string Type, bool IsKey);

/// <summary>A column that points to another thing by its integer key, staged as the number of its mention, 0 where it mentions none.</summary>
/// <param name="Column">The column: <c>student_key</c>.</param>
/// <param name="Entity">What it points to: <c>student</c>.</param>
/// <param name="IsKey">It is part of what makes two rows the same; 0 stands for none.</param>
/// <param name="MayBeContradicted">A complete file of the same delivery that does not name the id makes the row a reject; otherwise the thing is only mentioned.</param>
sealed record Reference(string Column, string Entity, bool IsKey, bool MayBeContradicted)
{
    public string Staged => Column.Replace("_key", "_ref", StringComparison.Ordinal);
}
