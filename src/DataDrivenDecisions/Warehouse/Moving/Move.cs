using System.Data;
using System.Globalization;
using System.Numerics;
using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Warehouse.Loading;

namespace DataDrivenDecisions.Warehouse.Moving;

/// <summary>
/// Copies a whole warehouse, every version of every row, into an empty one on any engine: table by table in bulk, all of it in one transaction. What arrived is read
/// back and compared with what was sent, rows and hashes, before anything is kept; the warehouse it came from is not touched.
/// </summary>
sealed class Move(WarehouseEngine from, SqlSession source, WarehouseEngine to, SqlSession target)
{
    // The ledger comes first: load_file points to it.
    static readonly string[] Ledger = ["load", "load_file"];

    /// <summary>Every table of a warehouse, in the order in which they are moved.</summary>
    public static IReadOnlyList<string> Tables { get; } =
    [
        .. Ledger, "entity_id", .. Loading.Tables.All.Where(t => t.Fold is not null).Select(t => t.Fold!.Table["wh.".Length..]), .. Loading.Tables.All.Select(t => t.Rows["wh.".Length..]),
        "school_event_day", "school_period", "derived_enrollment", "attendance_month", "placement", "indicator", "risk", "growth", "mastery", "published_rate",
    ];

    /// <summary>Moves everything and says how many rows each table has.</summary>
    /// <exception cref="MoveRefused">The other warehouse is not empty, or not what was sent arrived; nothing is kept there.</exception>
    public IReadOnlyList<MovedTable> Run(IProgress<string>? progress = null) => target.InTransaction(() =>
    {
        to.LockForWriting(target);
        if (Tables.FirstOrDefault(t => target.Value<long>(CountText(t)) > 0) is { } filled)
            throw new MoveRefused($"The warehouse to move to holds rows already (table {filled}). Name an empty database, or take away what is in it.");
        List<MovedTable> moved = [];
        foreach (var table in Tables)
        {
            progress?.Report($"Moving {table}");
            moved.Add(new MovedTable(table, MoveTable(table)));
        }

        progress?.Report("Comparing the hashes");
        if (new Fingerprint(from, source).Compute() != new Fingerprint(to, target).Compute())
            throw new MoveRefused("What is known in the two warehouses is not the same after the move, so nothing was kept. The warehouse is where it was; ask who runs the database server.");
        return moved;
    });

    long MoveTable(string table)
    {
        var columns = ColumnsOf(source, table);
        if (!columns.Order(StringComparer.Ordinal).SequenceEqual(ColumnsOf(target, table).Order(StringComparer.Ordinal), StringComparer.Ordinal))
            throw new MoveRefused($"Table {table} has other columns there. Bring both warehouses to the same version of the program.");
        // In the order of the target's columns, as bulk loading wants them.
        var text = SelectText(table, ColumnsOf(target, table));
        var sent = Ledger.Contains(table) ? Write(table, text) : Copy(table, text);
        var arrived = new RowSum();
        using (var rows = target.Read(text))
            while (rows.Read())
                arrived.Add(rows);
        return sent.IsSameAs(arrived) ? sent.Rows
            : throw new MoveRefused($"Table {table} did not arrive as it was sent ({sent.Rows} rows were sent, {arrived.Rows} arrived), so nothing was kept. The warehouse is where it was.");
    }

    RowSum Copy(string table, string text)
    {
        var sent = new RowSum();
        using var rows = source.Read(text);
        using var bulk = to.AppendTo(target, "wh." + table);
        while (rows.Read())
        {
            sent.Add(rows);
            bulk.Begin();
            for (var i = 0; i < rows.FieldCount; i++)
                Put(bulk, rows, i);
            bulk.End();
        }

        return sent;
    }

    static void Put(BulkRows bulk, IDataRecord row, int i)
    {
        var type = row.GetFieldType(i);
        var value = row.IsDBNull(i) ? null : row.GetValue(i);
        if (type == typeof(string))
            bulk.Text((string?)value);
        else if (type == typeof(decimal))
            bulk.Fraction((decimal?)value);
        else if (type == typeof(double))
            bulk.Real((double?)value);
        else if (type == typeof(DateOnly) || type == typeof(DateTime))
            bulk.Day(value switch { DateOnly day => day, DateTime moment => DateOnly.FromDateTime(moment), _ => null });
        else
            bulk.Whole(value switch { null => null, BigInteger whole => (long)whole, _ => Convert.ToInt64(value, CultureInfo.InvariantCulture) });
    }

    // The ledger has few rows and moments in them.
    RowSum Write(string table, string text)
    {
        var sent = new RowSum();
        using var rows = source.Read(text);
        while (rows.Read())
        {
            sent.Add(rows);
            object? At(string column) => rows.IsDBNull(rows.GetOrdinal(column)) ? null : rows.GetValue(rows.GetOrdinal(column));
            string? Said(string column) => (string?)At(column);
            long Number(string column) => Convert.ToInt64(At(column), CultureInfo.InvariantCulture);
            if (table == "load")
                target.Execute(to.Of(LoadText("CAST(@at AS TIMESTAMP)"), LoadText("CAST(@at AS DATETIME2(6))")), new { load = Number("load"), kind = Said("kind"), source = Said("source"), name = Said("name"), hash = Said("hash"), by = Said("loaded_by"), at = ((DateTime)At("loaded_at")!).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture), state = Said("state") });
            else
                target.Execute(LoadFileText, new
                {
                    load = Number("load"), number = (short)Number("file_number"), file = Said("file"), format = Said("format"), loaded = Number("rows_loaded"), unchanged = Number("rows_unchanged"),
                    rejected = Number("rows_rejected"), first = Day(At("first_date")), last = Day(At("last_date")),
                });
        }

        return sent;
    }

    static DateOnly? Day(object? value) => value switch { DateOnly day => day, DateTime moment => DateOnly.FromDateTime(moment), _ => null };

    // A moment goes as text, since the drivers would round it.
    static string LoadText(string moment) =>
        $"INSERT INTO wh.\"load\" (\"load\", kind, source, name, hash, loaded_by, loaded_at, state) VALUES (@load, @kind, @source, @name, @hash, @by, {moment}, @state)";

    const string LoadFileText = """
        INSERT INTO wh.load_file ("load", file_number, "file", format, rows_loaded, rows_unchanged, rows_rejected, first_date, last_date)
        VALUES (@load, @number, @file, @format, @loaded, @unchanged, @rejected, @first, @last)
        """;

    static string CountText(string table) => $"SELECT COUNT(*) FROM wh.\"{table}\"";

    static string SelectText(string table, IReadOnlyList<string> columns) => $"SELECT {string.Join(", ", columns.Select(c => $"\"{c}\""))} FROM wh.\"{table}\"";

    internal static IReadOnlyList<string> ColumnsOf(SqlSession session, string table)
    {
        using var shape = session.Read($"SELECT * FROM wh.\"{table}\" WHERE 1 = 0");
        return [.. Enumerable.Range(0, shape.FieldCount).Select(shape.GetName)];
    }
}
