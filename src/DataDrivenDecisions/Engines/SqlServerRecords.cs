using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace DataDrivenDecisions.Engines;

/// <summary>The records in a database of SQL Server, Azure SQL or Fabric. Every statement is parsed and bound in tests; a live server is met only where DDD_TEST_SQLSERVER names one.</summary>
/// <param name="connectionString">How to reach the database; it holds whatever credentials the operator chose.</param>
public sealed class SqlServerRecords(string connectionString) : RecordsEngine
{
    readonly SqlServer _server = new(connectionString);

    public override string Name => "sqlserver";

    public override bool CanCopy => false;

    // A statement may have 2,100 parameters; some servers count them more strictly.
    public override int ParametersAtOnce => 1_000;

    public override IReadOnlyList<ServerAbility> Server => _server.Abilities.ForRecords;

    public override SqlSession Open() => new(this, _server.Connected());

    public override IReadOnlyList<string> Batches(string script) => _server.Batches(script);

    public override string First(string most, string? skip = null) => $"OFFSET {skip ?? "0"} ROWS FETCH NEXT {most} ROWS ONLY";

    // The number is known in the scope of the insertion alone, so it is asked for in the same text.
    public override string GivingId(string insertion) => insertion + "; SELECT CAST(SCOPE_IDENTITY() AS BIGINT)";

    public override string KeepingIds(string table, string insertion) => $"SET IDENTITY_INSERT {table} ON; {insertion}; SET IDENTITY_INSERT {table} OFF";

    public override void LockForWriting(SqlSession session) => _server.Lock(session, LockText, LockByRowText, "Another program is writing to these records and did not end within a minute. Try again when it is done.");

    internal const string LockText = """
        DECLARE @taken INT;
        EXEC @taken = sp_getapplock @Resource = N'ddd-records', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = @milliseconds;
        SELECT @taken
        """;

    internal const string LockByRowText = "UPDATE migration SET applied_at = applied_at WHERE number = 1";

    public override void MakeVersionTable(SqlSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Execute(VersionTableText);
    }

    internal const string VersionTableText = $"""
        IF OBJECT_ID(N'migration') IS NULL
            CREATE TABLE migration (number INT NOT NULL CONSTRAINT pk_migration PRIMARY KEY, name NVARCHAR(255) {SqlServer.ByBytes} NOT NULL, checksum NVARCHAR(64) {SqlServer.ByBytes} NOT NULL,
                applied_at NVARCHAR(40) {SqlServer.ByBytes} NOT NULL)
        """;

    public override void Settle() => ServerAbilities.AskForSmoothReads(connectionString);

    public override void CopyTo(string file) =>
        throw new NotSupportedException("Records on SQL Server are backed up by the server itself: BACKUP DATABASE, or the automatic backups of Azure. See docs/sql-server.md.");

    public override ServerBackup? BackupOfServer(DateTimeOffset now)
    {
        using var session = Open();
        return ServerBackup.Of(session, now);
    }

    // Whether its pages are sound is for the server's own DBCC CHECKDB to say.
    public override IReadOnlyList<string> Faults() => [];

    // The server's own words for these name the values.
    protected internal override Exception? InWords(DbException trouble) => trouble is not SqlException server ? null : server.Number switch
    {
        2628 or 8152 => new ValueTooLong("A text is longer than its column in the records on SQL Server (names hold 255 characters, reasons and notes more). Nothing was written; shorten it."),
        2601 or 2627 => new InvalidOperationException("Two rows would share a key in the records on SQL Server. Nothing was written; this is a fault of the program."),
        _ => _server.InWords(trouble),
    };

    public override void Release() => _server.Dispose();
}
