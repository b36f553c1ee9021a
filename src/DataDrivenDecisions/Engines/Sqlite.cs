using Microsoft.Data.Sqlite;

namespace DataDrivenDecisions.Engines;

/// <summary>SQLite: the store of what people write (users, grants, audit, run history), one file that needs no server.</summary>
/// <param name="file">The database file; it is made when it is not there.</param>
public sealed class Sqlite(string file) : RecordsEngine
{
    const int BusySeconds = 10;

    readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = file,
        ForeignKeys = true,
        DefaultTimeout = BusySeconds,
        Mode = SqliteOpenMode.ReadWriteCreate,
    }.ToString();

    public override string Name => "sqlite";

    public override bool CanCopy => true;

    // Its parameters are found by walking through their names, so that a row at a time is the quickest.
    public override int ParametersAtOnce => 1;

    public override SqlSession Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        // Write-ahead logging lets pages read while the night writes.
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 10000";
        command.ExecuteNonQuery();
        return new SqlSession(this, connection);
    }

    public override string First(string most, string? skip = null) => skip is null ? $"LIMIT {most}" : $"LIMIT {most} OFFSET {skip}";

    public override string GivingId(string insertion) => insertion + "; SELECT last_insert_rowid()";

    public override string KeepingIds(string table, string insertion) => insertion;

    // A transaction of the driver begins as a writer's, and waits for the one before.
    public override void LockForWriting(SqlSession session)
    {
    }

    public override void MakeVersionTable(SqlSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Execute("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL)");
    }

    public override void CopyTo(string file)
    {
        using var from = new SqliteConnection(_connectionString);
        using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        from.Open();
        to.Open();
        from.BackupDatabase(to);
    }

    public override IReadOnlyList<string> Faults()
    {
        using var session = Open();
        return [.. session.Ask<string>("PRAGMA integrity_check").Where(line => !string.Equals(line, "ok", StringComparison.Ordinal))];
    }

    public override void Release()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }
}
