using System.Globalization;
using DuckDB.NET.Data;

namespace DataDrivenDecisions.Engines;

/// <summary>
/// DuckDB: the default warehouse, one file per district that one process holds. A connection is kept open for as long as the engine lives, so that others open in half a millisecond.
/// </summary>
public sealed class DuckDb : WarehouseEngine
{
    // How long an engine that broke waits for the sessions that still hold it.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Pause = TimeSpan.FromMilliseconds(100);

    readonly string _connectionString;
    readonly Lock _restarting = new();
    SqlSession _kept;
    string? _spool;

    /// <param name="file">The database file; it is made when it is not there.</param>
    /// <param name="memoryLimit">What DuckDB may hold in memory before it spills: "2GB". The process takes about 200 MB more.</param>
    /// <param name="threads">How many threads a question may use; 0 leaves it to the engine.</param>
    /// <exception cref="StoreBusy">Another process holds the file.</exception>
    public DuckDb(string file, string memoryLimit, int threads = 0)
    {
        var connection = new DuckDBConnectionStringBuilder { DataSource = file };
        connection["memory_limit"] = memoryLimit;
        connection["autoinstall_known_extensions"] = "false";
        if (threads > 0)
            connection["threads"] = threads.ToString(CultureInfo.InvariantCulture);
        _connectionString = connection.ToString();
        _kept = Connect();
    }

    public override string Name => "duckdb";

    public override bool CanCopy => true;

    public override bool HashesItself => true;

    public override string Spell(string text) => ParameterMarks.Rewrite(text, '$');

    public override string Of(string duckDb, string sqlServer) => duckDb;

    public override string Same(string a, string b) => $"{a} IS NOT DISTINCT FROM {b}";

    public override string Differ(string a, string b) => $"{a} IS DISTINCT FROM {b}";

    public override string Update(string table, string alias, string set, string? from, string where) =>
        $"UPDATE {table} AS {alias} SET {set}{(from is null ? "" : " FROM " + from)} WHERE {where}";

    public override string Delete(string table, string alias, string where) => $"DELETE FROM {table} AS {alias} WHERE {where}";

    public override SqlSession Open()
    {
        var session = Connect();
        if (!IsBroken(session))
            return session;
        session.Dispose();
        Restart();
        return Connect();
    }

    SqlSession Connect()
    {
        var connection = new DuckDBConnection(_connectionString);
        try
        {
            connection.Open();
            return new SqlSession(this, connection);
        }
        catch (DuckDBException trouble) when (IsHeldByAnother(trouble))
        {
            connection.Dispose();
            throw new StoreBusy("Another process holds the warehouse file. Stop it, or give the command to the running service.", trouble);
        }
    }

    /// <summary>From now on the engine touches no file but its own and those in the spool, and its settings cannot be changed.</summary>
    public override void Settle(string spool)
    {
        SpillTo(spool);
        var folder = Quoted(Path.GetFullPath(spool));
        _kept.Execute($"SET allowed_directories = [{folder}]");
        _kept.Execute("SET enable_external_access = false");
        _kept.Execute("SET lock_configuration = true");
    }

    /// <summary>What does not fit into memory is laid aside in the spool. Once something lies elsewhere, the engine does not change its mind.</summary>
    public override void SpillTo(string spool)
    {
        if (_spool is null)
            _kept.Execute($"SET temp_directory = {Quoted(Path.GetFullPath(spool))}");
        _spool = spool;
    }

    public override void CopyTo(string file)
    {
        using var session = Open();
        var from = session.Value<string>("SELECT current_database()");
        session.Execute($"ATTACH {Quoted(file)} AS copied");
        try
        {
            session.Execute($"COPY FROM DATABASE {Identifier(from!)} TO copied");
        }
        finally
        {
            session.Execute("DETACH copied");
        }
    }

    /// <summary>Writes a table of this session to a Parquet file.</summary>
    public static void WriteParquet(SqlSession session, string query, string file)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Execute($"COPY ({query}) TO {Quoted(file)} (FORMAT parquet, COMPRESSION zstd)");
    }

    /// <summary>Folds the write-ahead log into the file.</summary>
    public override void Checkpoint()
    {
        using var session = Open();
        session.Execute("CHECKPOINT");
    }

    public override void SetValue(SqlSession session, string name, object value)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Execute($"SET VARIABLE {Identifier(name)} = @value", new { value });
    }

    public override void SetList(SqlSession session, string name, IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Underway.Settle();
        using var command = session.Connection.CreateCommand();
        command.CommandText = $"SET VARIABLE {Identifier(name)} = $values";
        command.Parameters.Add(new DuckDBParameter("values", values.ToList()));
        command.ExecuteNonQuery();
    }

    public override void MakeTemporary(SqlSession session, string name, string columns)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Execute($"CREATE OR REPLACE TEMP TABLE {name} ({columns})");
    }

    public override void MakeTemporaryFrom(SqlSession session, string name, string question, object? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Execute($"CREATE OR REPLACE TEMP TABLE {name} AS {question}", parameters);
    }

    public override string Temporary(string name) => "temp." + name;

    public override BulkRows Append(SqlSession session, string name)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new DuckDbAppender(session, "temp", "main", name);
    }

    // All columns as one that has parts: of every plain column the engine counts the different values while it is filled, which of a table that is read once serves nobody.
    public override BulkRows MakeIntake(SqlSession session, string name, string columns)
    {
        ArgumentNullException.ThrowIfNull(session);
        var packed = name + "_packed";
        session.Execute($"CREATE OR REPLACE TEMP TABLE {packed} (packed STRUCT({columns}))");
        session.Execute($"CREATE OR REPLACE TEMP VIEW {name} AS SELECT UNNEST(packed) FROM temp.{packed}");
        return Append(session, packed);
    }

    public override BulkRows AppendTo(SqlSession session, string table)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(table);
        var parts = table.Split('.');
        return new DuckDbAppender(session, null, parts[0], parts[1]);
    }

    public override void MakeVersionTable(SqlSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Execute("CREATE TABLE IF NOT EXISTS schema_version (number INTEGER NOT NULL, name VARCHAR NOT NULL, checksum VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL)");
    }

    // The file belongs to one process, and within it DataWarehouse lets one load run at a time.
    public override void LockForWriting(SqlSession session)
    {
    }

    protected override void Release() => _kept.Dispose();

    // When the engine cannot write its own file at a moment that allows no turning back, a full disk say, it refuses everything from then on until the file is opened anew.
    static bool IsBroken(SqlSession session)
    {
        try
        {
            session.Value<int>("SELECT 1");
            return false;
        }
        catch (DuckDBException trouble) when (trouble.Message.Contains("has been invalidated", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }
    }

    /// <summary>Opens the file anew, once the last session that still holds the broken engine has ended.</summary>
    void Restart()
    {
        lock (_restarting)
        {
            if (!IsBroken(_kept))
                return;
            for (var waited = TimeSpan.Zero; IsBroken(_kept); waited += Pause)
            {
                if (waited > Patience)
                    throw new StoreBusy("The warehouse could not write its file and is to be opened anew, but some of its readers have not ended yet. Try again in a moment.");
                if (waited > TimeSpan.Zero)
                    Thread.Sleep(Pause);
                _kept.Dispose();
                _kept = Connect();
            }
            if (_spool is not { } spool)
                return;
            _spool = null; // the engine that knew of it is gone
            Settle(spool);
        }
    }

    static bool IsHeldByAnother(DuckDBException trouble) =>
        trouble.Message.Contains("set lock on file", StringComparison.OrdinalIgnoreCase)
        || trouble.Message.Contains("used by another process", StringComparison.OrdinalIgnoreCase);

    static string Quoted(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    static string Identifier(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
