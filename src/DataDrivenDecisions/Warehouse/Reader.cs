using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Warehouse.Exchange;
using DataDrivenDecisions.Warehouse.Snapshots;

namespace DataDrivenDecisions.Warehouse;

/// <summary>The warehouse as one viewer may see it, at one load or on one day. Every question runs on its own connection, so that readers share nothing.</summary>
public sealed class Reader : IAsk
{
    readonly WarehouseEngine _engine;
    readonly WarehouseSettings _settings;
    readonly long _load;
    readonly DateOnly _today;

    internal Reader(WarehouseEngine engine, WarehouseSettings settings, Viewer viewer, long load, DateOnly today, DateOnly? past = null, StudentPart? part = null) =>
        (_engine, _settings, Viewer, _load, _today, AsOfDay, Part) = (engine, settings, viewer, load, today, past, part ?? StudentPart.All);

    public Viewer Viewer { get; }

    /// <summary>The load whose knowledge is shown; later ones are not.</summary>
    public long AsOfLoad => _load;

    /// <summary>The past day whose knowledge is shown; null where it is today's.</summary>
    public DateOnly? AsOfDay { get; }

    /// <summary>The part of the students in the viewer's sight who are shown; what is known of schools, sections and days stays whole.</summary>
    public StudentPart Part { get; }

    /// <summary>The same for a part of the students alone.</summary>
    public Reader Of(StudentPart part) => new(_engine, _settings, Viewer, _load, _today, AsOfDay, part);

    /// <summary>The same for some of the students at a time, all of them after one another: as many as this machine's memory allows while as many parts are looked at as there are cores.</summary>
    /// <param name="keys">The ends of the students in sight, see <see cref="StudentKeys.Ends"/>.</param>
    public IEnumerable<Reader> InStretches(StudentKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return InStretches(keys, StudentPart.AtATime(keys.Students, MemoryAllowance.OfProcess.OwnMegabytes, Environment.ProcessorCount));
    }

    /// <summary>The same in longer stretches, of which sums alone are held, each with the stretches that it is then gone through in.</summary>
    /// <param name="keys">The ends of the students in sight, see <see cref="StudentKeys.Ends"/>.</param>
    public IEnumerable<(Reader Whole, IEnumerable<Reader> Stretches)> InLongStretches(StudentKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var (own, cores) = (MemoryAllowance.OfProcess.OwnMegabytes, Environment.ProcessorCount);
        return keys.Stretches(StudentPart.LongAtATime(keys.Students, own, cores)).Select(part =>
            (Of(StudentPart.Keys(part.First, part.Last)), InStretches(keys with { First = part.First, Last = part.Last }, StudentPart.AtATime(keys.Students, own, cores))));
    }

    IEnumerable<Reader> InStretches(StudentKeys keys, int length) => keys.Stretches(length).Select(part => Of(StudentPart.Keys(part.First, part.Last)));

    /// <summary>The rows that answer a question, within what the viewer may see.</summary>
    /// <param name="query">The question.</param>
    /// <param name="stop">Ends it early.</param>
    public IReadOnlyList<T> Ask<T>(Query<T> query, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        using var session = Begin();
        var text = _engine.Of(query.DuckDb, query.SqlServer);
        return query.Reading is { } begin ? session.Ask(text, begin(), query.Parameters, stop) : session.Ask<T>(text, query.Parameters, stop);
    }

    /// <summary>The scope through which the viewer sees a student, such as <c>section:…</c>; null when she may not.</summary>
    public string? WhyMaySee(string studentId)
    {
        using var session = Begin();
        return session.First<string>("SELECT scope FROM viewer.reason WHERE id = @studentId ORDER BY narrowness, scope", new { studentId });
    }

    /// <summary>All rows of one of the documented views, handed to the writer one by one, first the column names.</summary>
    /// <param name="view">A view's name as documented: <c>seen.student</c>.</param>
    /// <param name="header">Gets the column names.</param>
    /// <param name="row">Gets each row's values; null for nothing. The array is used again for the next row.</param>
    /// <exception cref="ArgumentException">There is no such view.</exception>
    public void Rows(string view, Action<IReadOnlyList<string>> header, Action<object?[]> row)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(row);
        using var session = Begin();
        using var reader = session.Read(SelectAll(session, view));
        header([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)]);
        var values = new object?[reader.FieldCount];
        while (reader.Read())
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            row(values);
        }
    }

    /// <summary>The rows of a table that goes out to another system, within what the viewer may see. The array is used again for the next row.</summary>
    public void Rows(ExchangeTable table, Action<object?[]> row)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(row);
        using var session = Begin();
        using var reader = session.Read(_engine.Of(table.Text, table.SqlServer));
        var values = new object?[reader.FieldCount];
        while (reader.Read())
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            row(values);
        }
    }

    /// <summary>Writes what the viewer may see of one documented view to a Parquet file in the spool.</summary>
    public void WriteParquet(string view, string spoolFile)
    {
        using var session = Begin();
        if (_engine is DuckDb)
        {
            DuckDb.WriteParquet(session, SelectAll(session, view), spoolFile);
            return;
        }

        using var parquet = new ParquetWriter(_engine, _settings, Path.GetDirectoryName(Path.GetFullPath(spoolFile))!);
        parquet.Write(session, SelectAll(session, view), spoolFile);
    }

    /// <summary>Writes those columns of a documented view that may go out to a Parquet file in a folder of the spool, and says what is in it.</summary>
    internal SnapshotView WriteParquet(ParquetWriter parquet, string view, string folder, Func<string, bool> lets)
    {
        using var session = Begin();
        var all = SelectAll(session, view);
        IReadOnlyList<string> names;
        using (var reader = session.Read($"SELECT * FROM ({all}) everything WHERE 1 = 0"))
            names = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        var (let, kept) = (names.Where(lets).ToList(), names.Where(n => !lets(n)).ToList());
        var name = view + ".parquet";
        var file = Path.Combine(folder, name);
        var (rows, columns) = parquet.Write(session, $"SELECT {string.Join(", ", let.Select(n => $"\"{n}\""))} FROM ({all}) everything", file);
        return new SnapshotView { View = view, File = name, LeftOut = kept, Sha256 = SnapshotFolder.HashOf(file), Rows = rows, Columns = columns };
    }

    /// <summary>The documented views that may be exported whole, in alphabetical order.</summary>
    public IReadOnlyList<string> Views()
    {
        using var session = Begin();
        return ViewsOf(session);
    }

    static IReadOnlyList<string> ViewsOf(SqlSession session) => session.Ask<string>(
        "SELECT CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA IN ('seen', 'published') ORDER BY 1");

    static string SelectAll(SqlSession session, string view) => ViewsOf(session).Contains(view, StringComparer.Ordinal)
        ? $"SELECT * FROM {string.Join('.', view.Split('.').Select(part => $"\"{part}\""))}"
        : throw new ArgumentException($"There is no view named {view}. The documented ones are listed in docs/data-dictionary.md.", nameof(view));

    internal SqlSession Begin()
    {
        var session = _engine.Open();
        _engine.SetList(session, "scopes", Viewer.Scopes);
        _engine.SetList(session, "sensitive", Viewer.Sensitive);
        _engine.SetValue(session, "as_of_load", _load);
        _engine.SetValue(session, "today", AsOfDay ?? _today);
        if (AsOfDay is not null)
            _engine.SetValue(session, "rights_day", _today);
        else
            _engine.Forget(session, "rights_day");
        foreach (var (name, value) in Part.Settings)
            if (value is { } said)
                _engine.SetValue(session, name, said);
            else
                _engine.Forget(session, name);
        return session;
    }
}
