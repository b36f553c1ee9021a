using System.Data;
using System.Globalization;
using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Snapshots;

/// <summary>
/// Writes what questions answer as Parquet. A warehouse on DuckDB writes it itself. From a server the rows are streamed into an empty DuckDB warehouse beside, whose views say
/// which types the columns have, and are written from there: the files are the same wherever the warehouse is, and memory is bounded as DuckDB's always is.
/// </summary>
sealed class ParquetWriter : IDisposable
{
    const string Gathered = "snapshot_rows", Arrived = "snapshot_arrived";

    readonly WarehouseEngine _engine;
    readonly DuckDb? _beside;
    readonly string _folder;

    /// <param name="engine">The warehouse's engine.</param>
    /// <param name="settings">What a DuckDB beside may use.</param>
    /// <param name="spool">The folder that files are written into, at any depth; what is gathered beside lies in it for as long as this lives.</param>
    public ParquetWriter(WarehouseEngine engine, WarehouseSettings settings, string spool)
    {
        _engine = engine;
        _folder = Path.Combine(spool, $"{Snapshot.Unfinished}{Guid.NewGuid():N}-beside");
        if (engine is DuckDb)
            return;
        Directory.CreateDirectory(_folder);
        _beside = new DuckDb(Path.Combine(_folder, "rows.duckdb"), settings.MemoryLimit, settings.Threads);
        using (var session = _beside.Open())
            new SchemaUpgrade(_beside, session, TimeProvider.System, SchemaScript.All(_beside.Name)).Run(_ => { });
        _beside.Settle(spool);
    }

    /// <summary>Writes the rows of a question to a file, and says how many they are and of which types.</summary>
    /// <param name="session">A session of the warehouse, as its viewer may see it.</param>
    /// <param name="question">A question of documented views alone, in the words that the engines share.</param>
    /// <param name="file">The file.</param>
    public (long Rows, IReadOnlyList<SnapshotColumn> Columns) Write(SqlSession session, string question, string file)
    {
        if (_beside is not null)
            return WriteBeside(session, question, file);
        // The rows are computed once: they are counted and written from the same table.
        _engine.MakeTemporaryFrom(session, _engine.Temporary(Gathered), question);
        DuckDb.WriteParquet(session, $"SELECT * FROM temp.{Gathered}", file);
        return (Count(session, Gathered), Columns(session));
    }

    public void Dispose()
    {
        if (_beside is null)
            return;
        _beside.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    (long Rows, IReadOnlyList<SnapshotColumn> Columns) WriteBeside(SqlSession asked, string question, string file)
    {
        using var session = _beside!.Open();
        _beside.MakeTemporaryFrom(session, _beside.Temporary(Gathered), $"SELECT * FROM ({question}) shaped WHERE 1 = 0");
        var columns = Columns(session);
        _beside.MakeTemporary(session, Arrived, string.Join(", ", columns.Select(c => $"\"{c.Name}\" {AsSent(c.Type)}")));
        using (var rows = asked.Read(question))
        using (var bulk = _beside.Append(session, Arrived))
            while (rows.Read())
                Send(bulk, rows, columns);
        DuckDb.WriteParquet(session, $"SELECT {string.Join(", ", columns.Select(c => $"CAST(\"{c.Name}\" AS {c.Type}) AS \"{c.Name}\""))} FROM temp.{Arrived}", file);
        return (Count(session, Arrived), columns);
    }

    // Bulk loading knows few types; what is none of them goes as text and is cast when it is written.
    static string AsSent(string type) => type switch
    {
        "SMALLINT" or "INTEGER" or "BIGINT" => "BIGINT",
        "DOUBLE" or "DATE" => type,
        _ => "VARCHAR",
    };

    // The drivers give the same value in types of their own; the column says what it is.
    static void Send(BulkRows bulk, IDataRecord row, IReadOnlyList<SnapshotColumn> columns)
    {
        bulk.Begin();
        for (var i = 0; i < columns.Count; i++)
        {
            var value = row.IsDBNull(i) ? null : row.GetValue(i);
            switch (AsSent(columns[i].Type))
            {
                case "BIGINT":
                    bulk.Whole(value is null ? null : Convert.ToInt64(value, CultureInfo.InvariantCulture));
                    break;
                case "DOUBLE":
                    bulk.Real(value is null ? null : Convert.ToDouble(value, CultureInfo.InvariantCulture));
                    break;
                case "DATE":
                    bulk.Day(value switch { DateOnly day => day, DateTime moment => DateOnly.FromDateTime(moment), _ => null });
                    break;
                default:
                    bulk.Text(value is null ? null : RowSum.Text(value));
                    break;
            }
        }

        bulk.End();
    }

    static long Count(SqlSession session, string table) => session.Value<long>($"SELECT COUNT(*) FROM temp.{table}");

    static IReadOnlyList<SnapshotColumn> Columns(SqlSession session) =>
        session.Ask<SnapshotColumn>($"SELECT name AS Name, type AS Type FROM pragma_table_info('temp.main.{Gathered}') ORDER BY cid");
}
