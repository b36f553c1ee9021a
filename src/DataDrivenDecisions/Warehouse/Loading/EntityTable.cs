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

    /// <summary>True where the table came after warehouses had been hashed: it enters the hash with its first row, so that what was known before keeps its hash.</summary>
    public bool IsHashedOnlyWhenFilled { get; protected set; }

    /// <summary>Plain columns, keys first.</summary>
    public IReadOnlyList<Column> Columns => _columns;

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

    /// <summary>Column definitions of the session's own table that arrivals are written to.</summary>
    public string StageColumns()
    {
        var text = new StringBuilder("seq BIGINT, file_number SMALLINT, line BIGINT, ends SMALLINT");
        if (Entity is not null)
            text.Append(", own_ref VARCHAR, number_ref VARCHAR");
        foreach (var reference in References)
            text.Append(", ").Append(reference.Staged).Append(" INTEGER");
        foreach (var column in Columns)
            text.Append(", ").Append(column.Name).Append(' ').Append(column.Type);
        return text.ToString();
    }

    /// <summary>Writes the arrival's columns after those that every staged row has.</summary>
    public abstract void Write(BulkRows rows, Arrival arrival, TextCare care, Mentions mentions);

    protected void Add(Column column) => _columns.Add(column);

    protected void Add(Reference reference) => _references.Add(reference);
}

/// <summary>A plain column and its type in DuckDB's words.</summary>
sealed record Column(string Name, string Type, bool IsKey);

/// <summary>A column that points to another thing by its integer key, staged as the number of its mention.</summary>
/// <param name="Column">The column: <c>student_key</c>.</param>
/// <param name="Entity">What it points to: <c>student</c>.</param>
/// <param name="IsKey">It is part of what makes two rows the same; 0 stands for none.</param>
/// <param name="MayBeContradicted">A complete file of the same delivery that does not name the id makes the row a reject; otherwise the thing is only mentioned.</param>
sealed record Reference(string Column, string Entity, bool IsKey, bool MayBeContradicted)
{
    public string Staged => Column.Replace("_key", "_ref", StringComparison.Ordinal);
}

/// <summary>A table filled by one kind of arrival, described column by column in the order in which they are staged.</summary>
sealed class EntityTable<T>(string name) : EntityTable(name)
    where T : Arrival
{
    readonly List<(string Entity, Func<T, string?> Id)> _mentioned = [];
    readonly List<Action<BulkRows, T, TextCare>> _columnWriters = [];
    Func<T, string?>? _id;
    Func<T, string?>? _number;

    public override Type Arrival => typeof(T);

    /// <summary>This table makes an entity's ids known.</summary>
    public EntityTable<T> Defines(string entity, Func<T, string?> id, Func<T, string?>? number = null)
    {
        (Entity, _id, _number, HasNumbers) = (entity, id, number, number is not null);
        return this;
    }

    public EntityTable<T> Refers(string entity, Func<T, string?> id, bool key = false, bool contradictable = true)
    {
        Add(new Reference(entity + "_key", entity, key, contradictable));
        _mentioned.Add((entity, id));
        return this;
    }

    public EntityTable<T> Text(string name, Func<T, string?> value, bool key = false) =>
        With(name, "VARCHAR", key, (rows, a, care) => rows.Text(key ? care.Id(value(a)) ?? "" : care.Plain(value(a))));

    public EntityTable<T> Whole(string name, Func<T, long?> value, bool key = false) =>
        With(name, "BIGINT", key, (rows, a, _) => rows.Whole(value(a)));

    public EntityTable<T> Flag(string name, Func<T, bool?> value) =>
        With(name, "SMALLINT", key: false, (rows, a, _) => rows.Whole(value(a) is { } yes ? yes ? 1 : 0 : null));

    public EntityTable<T> Fraction(string name, Func<T, decimal?> value, string type = "DECIMAL(12,4)") =>
        With(name, type, key: false, (rows, a, _) => rows.Fraction(value(a) is { } exact ? Math.Round(exact, 4, MidpointRounding.AwayFromZero) : null));

    public EntityTable<T> Day(string name, Func<T, DateOnly?> value, bool key = false) =>
        With(name, "DATE", key, (rows, a, _) => rows.Day(value(a)));

    /// <summary>The last column named is the day that a row is about.</summary>
    public EntityTable<T> ThatIsItsDay()
    {
        DateColumn = Columns[^1].Name;
        return this;
    }

    /// <summary>The table came after warehouses had been hashed.</summary>
    public EntityTable<T> HashedWhenFilled()
    {
        IsHashedOnlyWhenFilled = true;
        return this;
    }

    public override void Write(BulkRows rows, Arrival arrival, TextCare care, Mentions mentions)
    {
        var a = (T)arrival;
        if (_id is not null)
        {
            rows.Text(care.Id(_id(a)));
            rows.Text(care.Id(_number?.Invoke(a)));
        }

        foreach (var (entity, id) in _mentioned)
            rows.Whole(mentions.Of(entity, care.Id(id(a))));
        foreach (var write in _columnWriters)
            write(rows, a, care);
    }

    EntityTable<T> With(string name, string type, bool key, Action<BulkRows, T, TextCare> write)
    {
        Add(new Column(name, type, key));
        _columnWriters.Add(write);
        return this;
    }
}

/// <summary>How text is kept: composed (Unicode NFC), ids without outer spaces; it counts the ids it had to trim.</summary>
sealed class TextCare
{
    public long Trimmed { get; private set; }

    public string? Id(string? text)
    {
        if (text is null)
            return null;
        var trimmed = text.Trim();
        if (trimmed.Length != text.Length)
            Trimmed++;
        return Plain(trimmed);
    }

    public string? Plain(string? text) => string.IsNullOrEmpty(text) ? null : text.IsNormalized() ? text : text.Normalize();
}
