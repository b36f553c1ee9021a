using System.Text.Json;

namespace DataDrivenDecisions.Records;

/// <summary>On which engine a store is: a file in the data folder, or a database on SQL Server.</summary>
public sealed record StorePlace
{
    public const string DuckDb = "duckdb", SqlServer = "sqlserver", Sqlite = "sqlite";

    /// <summary>A warehouse's file in its district's folder, which is usual.</summary>
    public static StorePlace File { get; } = new() { Engine = DuckDb };

    /// <summary>The records' file in the data folder, which is usual.</summary>
    public static StorePlace RecordsFile { get; } = new() { Engine = Sqlite };

    /// <summary>duckdb, sqlite or sqlserver.</summary>
    public required string Engine { get; init; }

    /// <summary>How to reach the database, with its credentials; null for a file. It is never logged, printed or an argument.</summary>
    public string? Connection { get; private init; }

    /// <summary>A database on SQL Server.</summary>
    public static StorePlace On(string connection) => new() { Engine = SqlServer, Connection = connection };

    // Credentials must not slip into a log by way of a record's own words.
    public override string ToString() => Engine;
}

/// <summary>The setting that says where one store is, in a file that only its owner may read, the connection sealed with the data folder's key.</summary>
sealed class StorePlaceFile
{
    /// <summary>The file of the setting.</summary>
    public required string Path { get; init; }

    /// <summary>What the connection is sealed for: it opens for nothing else.</summary>
    public required string SealedFor { get; init; }

    /// <summary>What seals it.</summary>
    public required SecretBox Secrets { get; init; }

    /// <summary>Where the store is when nothing is set.</summary>
    public required StorePlace Usual { get; init; }

    /// <summary>The environment variable that goes before the file, and the connection that it gives here; null where it gives none.</summary>
    public required (string Variable, string? Given) Environment { get; init; }

    /// <summary>The store as a sentence begins with it: <c>The warehouse of 'elm' is</c>.</summary>
    public required string Store { get; init; }

    /// <summary>True where the store is on a server, whether or not that can be reached.</summary>
    public bool IsOnServer => Read() is { Engine: StorePlace.SqlServer };

    /// <summary>Where the store is.</summary>
    /// <exception cref="SecretUnreadable">The connection cannot be opened with this data folder's key, or there is none.</exception>
    public StorePlace Place => Read() is not { Engine: StorePlace.SqlServer } written ? Usual
        : Environment.Given is { } given ? StorePlace.On(given)
        : written.Connection is { } sealedText ? StorePlace.On(Secrets.Open(SealedFor, sealedText))
        : throw new SecretUnreadable($"{Store} on SQL Server, and nothing says how to reach it. Set {Environment.Variable} for the service.");

    /// <summary>Sets where the store is, at one stroke.</summary>
    public void Set(StorePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var connection = place.Connection is { } secret && secret != Environment.Given ? Secrets.Seal(SealedFor, secret) : null;
        var unfinished = Path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(unfinished, options))
            JsonSerializer.Serialize(file, new Written { Engine = place.Engine, Connection = connection });
        File.Move(unfinished, Path, overwrite: true);
    }

    Written? Read() => File.Exists(Path) ? JsonSerializer.Deserialize<Written>(File.ReadAllText(Path)) : null;

    sealed record Written
    {
        public string Engine { get; init; } = "";
        public string? Connection { get; init; }
    }
}
