using Microsoft.Data.SqlClient;

namespace DataDrivenDecisions.Tests.Engines;

/// <summary>
/// A database of its own on the server that DDD_TEST_SQLSERVER names, gone with the test. A server that makes no databases lends the one that is named, to one test at a
/// time, and it is emptied of the warehouse's and the records' tables before and after.
/// </summary>
sealed class TemporaryDatabase : IDisposable
{
    static readonly SemaphoreSlim Lent = new(1);
    static int _borrower = -1;

    /// <summary>The connection string that the environment gives; null where there is no server.</summary>
    public static string? Server { get; } = Environment.GetEnvironmentVariable("DDD_TEST_SQLSERVER") is { Length: > 0 } given ? given : null;

    readonly string? _name = "ddd_test_" + Guid.NewGuid().ToString("N")[..12];

    public TemporaryDatabase()
    {
        if (Try($"CREATE DATABASE {_name} COLLATE Latin1_General_100_BIN2") || Try($"CREATE DATABASE {_name}"))
            return;
        _name = null;
        if (_borrower == Environment.CurrentManagedThreadId)
            Assert.Ignore("needs a server that makes databases: this test has two at once");
        Lent.Wait();
        _borrower = Environment.CurrentManagedThreadId;
        Empty();
    }

    public string Connection => _name is null ? Server! : new SqlConnectionStringBuilder(Server) { InitialCatalog = _name }.ConnectionString;

    public void Dispose()
    {
        SqlConnection.ClearAllPools();
        if (_name is not null)
        {
            Try($"DROP DATABASE {_name}");
            return;
        }

        Empty();
        _borrower = -1;
        Lent.Release();
    }

    // Views stand on views and tables on tables: what cannot go yet goes in a later round.
    static void Empty()
    {
        for (var round = 0; round < 20; round++)
        {
            var things = Ask($"""
                SELECT CONCAT(CASE WHEN TABLE_TYPE = 'VIEW' THEN 'VIEW ' ELSE 'TABLE ' END, TABLE_SCHEMA, '."', TABLE_NAME, '"') FROM INFORMATION_SCHEMA.TABLES
                WHERE  TABLE_SCHEMA IN ('wh', 'known', 'viewer', 'seen', 'published') OR TABLE_NAME IN ('schema_version', 'migration', {string.Join(", ", DataDrivenDecisions.Records.RecordsMove.Tables.Select(t => $"'{t}'"))})
                """);
            if (things.Count == 0)
                break;
            foreach (var thing in things)
                Try("DROP " + thing);
        }

        foreach (var schema in new[] { "seen", "published", "viewer", "known", "wh" })
            Try("DROP SCHEMA " + schema);
    }

    static bool Try(string text)
    {
        try
        {
            using var connection = new SqlConnection(Server);
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = text;
            command.CommandTimeout = 0;
            command.ExecuteNonQuery();
            return true;
        }
        catch (SqlException)
        {
            return false;
        }
    }

    static List<string> Ask(string text)
    {
        using var connection = new SqlConnection(Server);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        using var reader = command.ExecuteReader();
        var said = new List<string>();
        while (reader.Read())
            said.Add(reader.GetString(0));
        return said;
    }
}
