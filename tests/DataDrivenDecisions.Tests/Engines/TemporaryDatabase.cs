using Microsoft.Data.SqlClient;

namespace DataDrivenDecisions.Tests.Engines;

/// <summary>A database of its own on the server that DDD_TEST_SQLSERVER names, gone with the test; where the server makes none, the one that is named, emptied by nobody.</summary>
sealed class TemporaryDatabase : IDisposable
{
    /// <summary>The connection string that the environment gives; null where there is no server.</summary>
    public static string? Server { get; } = Environment.GetEnvironmentVariable("DDD_TEST_SQLSERVER") is { Length: > 0 } given ? given : null;

    readonly string _name = "ddd_test_" + Guid.NewGuid().ToString("N")[..12];

    public TemporaryDatabase()
    {
        try
        {
            Run($"CREATE DATABASE {_name} COLLATE Latin1_General_100_BIN2");
        }
        catch (SqlException)
        {
            Run($"CREATE DATABASE {_name}");
        }
    }

    public string Connection => new SqlConnectionStringBuilder(Server) { InitialCatalog = _name }.ConnectionString;

    public void Dispose()
    {
        SqlConnection.ClearAllPools();
        Run($"DROP DATABASE {_name}");
    }

    static void Run(string text)
    {
        using var connection = new SqlConnection(Server);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
