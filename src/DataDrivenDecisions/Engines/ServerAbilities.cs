using System.Data;
using System.Globalization;
using Microsoft.Data.SqlClient;

namespace DataDrivenDecisions.Engines;

/// <summary>One thing that a database server may have or lack, and what is done without it.</summary>
/// <param name="What">Its name.</param>
/// <param name="Has">True where the server has it.</param>
/// <param name="Says">What that means, in words.</param>
public sealed record ServerAbility(string What, bool Has, string Says);

/// <summary>
/// What a server that speaks T-SQL has of what only makes a warehouse faster or smoother: it is tried, and where it is missing the product goes on without it and says so.
/// </summary>
public sealed record ServerAbilities
{
    public required ServerAbility AppLock { get; init; }
    public required ServerAbility BulkCopy { get; init; }
    public required ServerAbility SnapshotReads { get; init; }
    public required ServerAbility Columnstore { get; init; }
    public required ServerAbility Collation { get; init; }
    public required ServerAbility OneCore { get; init; }

    /// <summary>All of them, for the doctor.</summary>
    public IReadOnlyList<ServerAbility> All => [AppLock, BulkCopy, SnapshotReads, Columnstore, Collation, OneCore];

    /// <summary>Those that matter to the records, which are few and are loaded by nobody in bulk.</summary>
    public IReadOnlyList<ServerAbility> ForRecords => [AppLock, SnapshotReads, Collation];

    internal const string AppLockText = """
        BEGIN TRANSACTION;
        DECLARE @taken INT;
        EXEC @taken = sp_getapplock @Resource = N'ddd-tried', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = 1000;
        COMMIT TRANSACTION;
        SELECT @taken
        """;

    internal const string SnapshotText = "SELECT CAST(is_read_committed_snapshot_on AS INT) FROM sys.databases WHERE name = DB_NAME()";
    internal const string AskForSnapshotText = "ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH NO_WAIT";
    internal const string ColumnstoreText = "SELECT COUNT(*) FROM sys.indexes WHERE name = N'ncc_attendance_row'";
    internal const string AskForColumnstoreText = """
        CREATE NONCLUSTERED COLUMNSTORE INDEX ncc_attendance_row ON wh.attendance_row (student_key, school_key, school_date, school_year, section_key, attendance_kind_key, known_from, known_to)
        """;
    internal const string OneCoreText = "SELECT CAST(value AS INT) FROM sys.database_scoped_configurations WHERE name = N'MAXDOP'";

    // Microsoft's page on SESSION_CONTEXT (known issues, since January 2022): read within a parallel plan, it may give wrong results once a pooled session is used again.
    internal const string AskForOneCoreText = "ALTER DATABASE SCOPED CONFIGURATION SET MAXDOP = 1";
    internal const string CollationText = "SELECT CAST(DATABASEPROPERTYEX(DB_NAME(), 'Collation') AS NVARCHAR(128))";

    /// <summary>Asks a server, on a connection of its own, so that a refusal spoils nobody's transaction.</summary>
    internal static ServerAbilities Of(string connectionString) => new()
    {
        AppLock = Tried(connectionString, "application locks", c => Number(c, AppLockText) >= 0, "writers wait for each other by sp_getapplock", "writers wait for each other by the lock of one row"),
        BulkCopy = Tried(connectionString, "bulk copy", CopiesInBulk, "rows are sent in bulk", "rows are sent by plain INSERT, which is some ten times slower"),
        SnapshotReads = Tried(connectionString, "read committed snapshot", c => Number(c, SnapshotText) == 1, "pages read while something is written",
            "pages wait while something is written; an administrator may turn READ_COMMITTED_SNAPSHOT on"),
        Columnstore = Tried(connectionString, "columnstore", c => Number(c, ColumnstoreText) > 0, "attendance is also kept by columns", "attendance is kept by rows alone; whole-district questions take longer"),
        Collation = Tried(connectionString, "collation by bytes", c => Text(c, CollationText).EndsWith("_BIN2", StringComparison.Ordinal), "the whole database compares text byte for byte",
            "every column compares text byte for byte, words in questions do not; make the database with COLLATE Latin1_General_100_BIN2"),
        OneCore = Tried(connectionString, "one core per question", c => Number(c, OneCoreText) == 1, "what a session may see is read by one thread, as it must be",
            "the server may read what a session may see by several threads, which Microsoft knows to go wrong: set MAXDOP = 1 for this database, or trace flag 11042"),
    };

    /// <summary>Turns on what may be turned on; a refusal changes nothing.</summary>
    internal static void AskFor(string connectionString)
    {
        AskForSmoothReads(connectionString);
        Try(connectionString, c => Number(c, OneCoreText) == 1 || Run(c, AskForOneCoreText));
        Try(connectionString, c => Number(c, ColumnstoreText) > 0 || Run(c, AskForColumnstoreText));
    }

    /// <summary>Turns on that readers do not wait for writers, where it may be turned on.</summary>
    internal static void AskForSmoothReads(string connectionString)
    {
        using (var pooled = new SqlConnection(connectionString))
            SqlConnection.ClearPool(pooled); // the setting needs the database to itself
        Try(connectionString, c => Number(c, SnapshotText) == 1 || Run(c, AskForSnapshotText));
    }

    static ServerAbility Tried(string connectionString, string what, Func<SqlConnection, bool> has, string with, string without) =>
        Try(connectionString, has) ? new ServerAbility(what, true, with) : new ServerAbility(what, false, without);

    static bool Try(string connectionString, Func<SqlConnection, bool> has)
    {
        using var connection = new SqlConnection(connectionString);
        try
        {
            connection.Open();
            return has(connection);
        }
        catch (Exception trouble) when (trouble is SqlException or InvalidOperationException or InvalidCastException)
        {
            SqlConnection.ClearPool(connection);
            return false;
        }
    }

    static bool CopiesInBulk(SqlConnection connection)
    {
        Run(connection, "CREATE TABLE #tried (a INT NULL, b NVARCHAR(20) NULL, c DECIMAL(12, 4) NULL, d DATE NULL)");
        using var rows = new DataTable { Locale = CultureInfo.InvariantCulture };
        rows.Columns.Add("a", typeof(int));
        rows.Columns.Add("b", typeof(string));
        rows.Columns.Add("c", typeof(decimal));
        rows.Columns.Add("d", typeof(DateTime));
        rows.Rows.Add(1, "Zo\u00eb", 12.3456m, new DateTime(2026, 3, 13, 0, 0, 0, DateTimeKind.Unspecified));
        rows.Rows.Add(DBNull.Value, DBNull.Value, DBNull.Value, DBNull.Value);
        using (var copy = new SqlBulkCopy(connection) { DestinationTableName = "#tried" })
            copy.WriteToServer(rows);
        return Number(connection, "SELECT COUNT(*) FROM #tried") == 2
            && Number(connection, "SELECT COUNT(*) FROM #tried WHERE a = 1 AND b = N'Zo\u00eb' AND c = 12.3456 AND d = '2026-03-13'") == 1
            && Number(connection, "SELECT COUNT(*) FROM #tried WHERE a IS NULL AND b IS NULL AND c IS NULL AND d IS NULL") == 1;
    }

    static long Number(SqlConnection connection, string text) => Convert.ToInt64(Asked(connection, text), CultureInfo.InvariantCulture);

    static string Text(SqlConnection connection, string text) => Convert.ToString(Asked(connection, text), CultureInfo.InvariantCulture) ?? "";

    static object? Asked(SqlConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar();
    }

    static bool Run(SqlConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
        return true;
    }
}
