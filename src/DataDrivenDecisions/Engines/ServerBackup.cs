using System.Globalization;
using Microsoft.Data.SqlClient;

namespace DataDrivenDecisions.Engines;

/// <summary>How a database on a server is backed up, which only the server can do.</summary>
public sealed record ServerBackup
{
    /// <summary>The database's name on its server.</summary>
    public required string Database { get; init; }

    /// <summary>The statement that its administrator runs, or null where the server takes none and makes backups by itself.</summary>
    public required string? Text { get; init; }

    /// <summary>What is to be done, in words.</summary>
    public required string Says { get; init; }

    // Personal, Standard, Enterprise, Express, Edge: the others make their own backups, or take them to their own storage alone.
    static readonly long[] TakeTheStatement = [1, 2, 3, 4, 9];

    internal const string EditionText = "SELECT CAST(SERVERPROPERTY('EngineEdition') AS BIGINT)";

    // Another server that speaks T-SQL names itself here; SQL Server says nothing.
    internal const string OtherText = "SELECT CAST(CAST(SERVERPROPERTY('Babelfish') AS NVARCHAR(10)) AS BIGINT)";
    internal const string NameText = "SELECT CAST(DB_NAME() AS NVARCHAR(128))";
    internal const string MayText = "SELECT CAST(HAS_PERMS_BY_NAME(DB_NAME(), N'DATABASE', N'BACKUP DATABASE') AS BIGINT)";

    /// <summary>Asks a server.</summary>
    /// <param name="session">A session of the database.</param>
    /// <param name="now">The moment that the backup's file is named by.</param>
    internal static ServerBackup Of(SqlSession session, DateTimeOffset now)
    {
        long Asked(string text)
        {
            try
            {
                return session.Value<long?>(text) ?? 0;
            }
            catch (SqlException)
            {
                return 0; // the server does not know the question
            }
        }

        return Of(session.Value<string>(NameText) ?? "", Asked(OtherText) == 0 && TakeTheStatement.Contains(Asked(EditionText)), Asked(MayText) == 1, now);
    }

    /// <summary>The same from what a server has said.</summary>
    internal static ServerBackup Of(string database, bool takesTheStatement, bool mayRunIt, DateTimeOffset now) => new()
    {
        Database = database,
        Text = takesTheStatement ? StatementOf(database, now) : null,
        Says = !takesTheStatement ? "this server takes no BACKUP DATABASE: see that its automatic backups reach back far enough, or use the tools of whoever runs it"
            : mayRunIt ? "run the statement on the server, now: both backups belong to the same quiet hour"
            : "have whoever runs the server run the statement now, since this sign-in may not: both backups belong to the same quiet hour",
    };

    // A copy of its own: the chain of the server's usual backups stays as it is.
    static string StatementOf(string database, DateTimeOffset now)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"{database}-{now:yyyyMMdd-HHmmss}.bak");
        return $"BACKUP DATABASE [{database.Replace("]", "]]", StringComparison.Ordinal)}] TO DISK = N'{file.Replace("'", "''", StringComparison.Ordinal)}' WITH COPY_ONLY, CHECKSUM, INIT";
    }
}
