using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>A table filled by one kind of arrival, described column by column in the order in which they are staged.</summary>
sealed class EntityTable<T>(string name) : EntityTable(name)
    where T : Arrival
{
    readonly List<(string Entity, bool IsKey, Func<T, string?> Id)> _mentioned = [];
    readonly List<Func<TextCare, ColumnWriter<T>>> _columnWriters = [];
    readonly List<Func<T, string?>> _keyTexts = [];
    readonly List<Func<T, DateOnly?>> _keyDays = [];
    readonly List<Action<RepeatWatch, T>> _keyKinds = [];
    bool _hasNumbersAsKey;
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
        _mentioned.Add((entity, key, id));
        return this;
    }

    public EntityTable<T> Text(string name, Func<T, string?> value, bool key = false)
    {
        if (key)
        {
            _keyTexts.Add(value);
            _keyKinds.Add((repeats, a) => repeats.Differs(value(a)));
        }

        return With(name, "VARCHAR", key, care =>
        {
            Func<T, string?> kept = key ? a => care.Id(value(a)) ?? "" : a => care.Plain(value(a));
            return (rows, arrivals) => rows.Texts(arrivals, kept);
        });
    }

    /// <summary>A text of any length, such as what somebody wrote in sentences.</summary>
    public EntityTable<T> LongText(string name, Func<T, string?> value) => With(name, "TEXT", key: false, care =>
    {
        Func<T, string?> kept = a => care.Plain(value(a));
        return (rows, arrivals) => rows.Texts(arrivals, kept);
    });

    public EntityTable<T> Whole(string name, Func<T, long?> value, bool key = false)
    {
        _hasNumbersAsKey |= key;
        if (key)
            _keyKinds.Add((repeats, a) => repeats.Differs(value(a)));
        return With(name, "INTEGER", key, _ => (rows, arrivals) => rows.Wholes(arrivals, value));
    }

    public EntityTable<T> Flag(string name, Func<T, bool?> value)
    {
        Func<T, long?> bit = a => value(a) is { } yes ? yes ? 1 : 0 : null;
        return With(name, "SMALLINT", key: false, _ => (rows, arrivals) => rows.Wholes(arrivals, bit));
    }

    public EntityTable<T> Fraction(string name, Func<T, decimal?> value, string type = "DECIMAL(12,4)")
    {
        Func<T, decimal?> kept = a => value(a) is { } exact ? exact.Scale <= 4 ? exact : Math.Round(exact, 4, MidpointRounding.AwayFromZero) : null;
        return With(name, type, key: false, _ => (rows, arrivals) => rows.Fractions(arrivals, kept));
    }

    public EntityTable<T> Day(string name, Func<T, DateOnly?> value, bool key = false)
    {
        if (key)
            _keyDays.Add(value);
        return With(name, "DATE", key, _ => (rows, arrivals) => rows.Days(arrivals, value));
    }

    /// <summary>The last column named is the day that a row is about.</summary>
    public EntityTable<T> ThatIsItsDay()
    {
        DateColumn = Columns[^1].Name;
        return this;
    }

    /// <summary>Where a source may say several things of one key, the row with the least of these numbers counts.</summary>
    /// <param name="order">The numbers, in SQL with {0} for the row.</param>
    public EntityTable<T> WeighedBy(params string[] order)
    {
        Weight = order;
        return this;
    }

    /// <summary>A row that does not know what it says stands behind one of the same key that does.</summary>
    /// <param name="when">When it does not know, in SQL with {0} for the row.</param>
    public EntityTable<T> KnowingNothingWhere(string when)
    {
        Unknowing = when;
        return this;
    }

    /// <summary>The table came after warehouses had been hashed.</summary>
    public EntityTable<T> HashedWhenFilled()
    {
        IsHashedOnlyWhenFilled = true;
        return this;
    }

    /// <summary>The last column named came after warehouses had been hashed.</summary>
    public EntityTable<T> ThatIsHashedWhenFilled()
    {
        HashedOnlyWhenFilled = [.. HashedOnlyWhenFilled, Columns[^1].Name];
        return this;
    }

    /// <summary>Some of the columns are few combinations in a great many rows, and each combination is kept once.</summary>
    /// <param name="table">Where the combinations are kept: <c>attendance_kind</c>.</param>
    /// <param name="kind">What the columns say, all of them together: arrivals of equal kind have equal columns.</param>
    /// <param name="columns">The columns.</param>
    public EntityTable<T> Folded<TKind>(string table, Func<T, TKind> kind, params string[] columns)
        where TKind : struct, IEquatable<TKind>
    {
        var writers = Columns.Zip(_columnWriters).Where(c => columns.Contains(c.First.Name)).Select(c => c.Second).ToList();
        Fold = new Fold(table, [.. Columns.Where(c => columns.Contains(c.Name))], care => new FoldBook<T, TKind>(kind, [.. writers.Select(w => w(care))]));
        return this;
    }

    public override StagedRows Open(BulkRows rows, Mentions mentions, TextCare care) => new StagedRows<T>(this, rows)
    {
        Own = _id is null ? [] : [a => care.Id(_id(a)), a => care.Id(_number?.Invoke(a))],
        Mentioned = [.. _mentioned.Select(m => new Mentioned<T>(m.Id, mentions.Of(m.Entity), m.IsKey))],
        Care = care,
        Columns = [.. Columns.Zip(_columnWriters).Where(c => Fold is null || !Fold.Columns.Contains(c.First)).Select(c => c.Second(care))],
        Kinds = (FoldBook<T>?)Fold?.Begin(care),
        Repeats = IsWatched ? new RepeatWatch() : null,
        SeeRepeat = See,
    };

    // Days are few and known beforehand, so a day is the cheapest part of a key to watch; without one it is what else the key says, as long as that is little.
    bool IsWatched => Entity is null && (_keyDays.Count == 0 || (_keyDays.Count == 1 && !_hasNumbersAsKey));

    void See(RepeatWatch repeats, T arrival)
    {
        if (_keyDays.Count == 0)
        {
            foreach (var kind in _keyKinds)
                kind(repeats, arrival);
            repeats.End();
            return;
        }

        foreach (var text in _keyTexts)
            repeats.Part(text(arrival) is { } part ? TextCare.Kept(part) : null);
        repeats.Day(_keyDays[0](arrival));
    }

    EntityTable<T> With(string name, string type, bool key, Func<TextCare, ColumnWriter<T>> write)
    {
        Add(new Column(name, type, key));
        _columnWriters.Add(write);
        return this;
    }
}

/// <summary>Writes one column of some arrivals.</summary>
delegate void ColumnWriter<T>(BulkRows rows, ReadOnlySpan<T> arrivals);
