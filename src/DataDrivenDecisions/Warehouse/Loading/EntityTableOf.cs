using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>A table filled by one kind of arrival, described column by column in the order in which they are staged.</summary>
sealed class EntityTable<T>(string name) : EntityTable(name)
    where T : Arrival
{
    readonly List<(string Entity, bool IsKey, Func<T, string?> Id)> _mentioned = [];
    readonly List<Action<BulkRows, T, TextCare>> _columnWriters = [];
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

        return With(name, "VARCHAR", key, (rows, a, care) => rows.Text(key ? care.Id(value(a)) ?? "" : care.Plain(value(a))));
    }

    /// <summary>A text of any length, such as what somebody wrote in sentences.</summary>
    public EntityTable<T> LongText(string name, Func<T, string?> value) => With(name, "TEXT", key: false, (rows, a, care) => rows.Text(care.Plain(value(a))));

    public EntityTable<T> Whole(string name, Func<T, long?> value, bool key = false)
    {
        _hasNumbersAsKey |= key;
        if (key)
            _keyKinds.Add((repeats, a) => repeats.Differs(value(a)));
        return With(name, "INTEGER", key, (rows, a, _) => rows.Whole(value(a)));
    }

    public EntityTable<T> Flag(string name, Func<T, bool?> value) =>
        With(name, "SMALLINT", key: false, (rows, a, _) => rows.Whole(value(a) is { } yes ? yes ? 1 : 0 : null));

    public EntityTable<T> Fraction(string name, Func<T, decimal?> value, string type = "DECIMAL(12,4)") =>
        With(name, type, key: false, (rows, a, _) => rows.Fraction(value(a) is { } exact ? exact.Scale <= 4 ? exact : Math.Round(exact, 4, MidpointRounding.AwayFromZero) : null));

    public EntityTable<T> Day(string name, Func<T, DateOnly?> value, bool key = false)
    {
        if (key)
            _keyDays.Add(value);
        return With(name, "DATE", key, (rows, a, _) => rows.Day(value(a)));
    }

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

    /// <summary>Some of the columns are few combinations in a great many rows, and each combination is kept once.</summary>
    /// <param name="table">Where the combinations are kept: <c>attendance_kind</c>.</param>
    /// <param name="kind">What the columns say, all of them together: arrivals of equal kind have equal columns.</param>
    /// <param name="columns">The columns.</param>
    public EntityTable<T> Folded<TKind>(string table, Func<T, TKind> kind, params string[] columns)
        where TKind : struct, IEquatable<TKind>
    {
        var writers = Columns.Zip(_columnWriters).Where(c => columns.Contains(c.First.Name)).Select(c => c.Second).ToList();
        Fold = new Fold(table, [.. Columns.Where(c => columns.Contains(c.Name))], care => new FoldBook<T, TKind>(kind, (rows, a) => writers.ForEach(w => w(rows, a, care))));
        return this;
    }

    public override StagedRows Open(BulkRows rows, Mentions mentions, TextCare care)
    {
        var books = _mentioned.Select(m => (mentions.Of(m.Entity), m.IsKey, m.Id)).ToArray();
        var plain = Columns.Zip(_columnWriters).Where(c => Fold is null || !Fold.Columns.Contains(c.First)).Select(c => c.Second).ToArray();
        var fold = (FoldBook<T>?)Fold?.Begin(care);
        var repeats = IsWatched ? new RepeatWatch() : null;
        return new StagedRows(this, rows, repeats, fold, arrival =>
        {
            var a = (T)arrival;
            if (_id is not null)
            {
                rows.Text(care.Id(_id(a)));
                rows.Text(care.Id(_number?.Invoke(a)));
            }

            repeats?.Begin();
            foreach (var (book, isKey, id) in books)
            {
                var number = book.Of(id(a), care) ?? 0;
                rows.Whole(number);
                if (isKey)
                    repeats?.Part(number);
            }

            foreach (var write in plain)
                write(rows, a, care);
            if (fold is not null)
                rows.Whole(fold.Of(a));
            if (repeats is { IsWatching: true })
                See(repeats, a);
        });
    }

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

    EntityTable<T> With(string name, string type, bool key, Action<BulkRows, T, TextCare> write)
    {
        Add(new Column(name, type, key));
        _columnWriters.Add(write);
        return this;
    }
}
