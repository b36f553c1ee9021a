using Microsoft.Data.Sqlite;

namespace DataDrivenDecisions.Engines;

/// <summary>SQLite: the store of what people write (users, grants, audit, run history), one file that needs no server.</summary>
/// <param name="file">The database file; it is made when it is not there.</param>
public sealed class Sqlite(string file) : SqlEngine
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

    /// <summary>Writes a consistent copy of the whole store while it is in use.</summary>
    public void Backup(string toFile)
    {
        using var from = new SqliteConnection(_connectionString);
        using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = toFile, Pooling = false }.ToString());
        from.Open();
        to.Open();
        from.BackupDatabase(to);
    }

    /// <summary>Lets go of pooled connections, so that the file can be moved or deleted.</summary>
    public void Release()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }
}
