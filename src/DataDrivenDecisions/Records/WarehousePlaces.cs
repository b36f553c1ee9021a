using System.Text.Json;

namespace DataDrivenDecisions.Records;

/// <summary>On which engine a district's warehouse is: a file in its folder, or a database on SQL Server.</summary>
public sealed record WarehousePlace
{
    public const string DuckDb = "duckdb", SqlServer = "sqlserver";

    /// <summary>The file in the district's folder, which is usual.</summary>
    public static WarehousePlace File { get; } = new();

    /// <summary>duckdb or sqlserver.</summary>
    public string Engine { get; private init; } = DuckDb;

    /// <summary>How to reach the database, with its credentials; null for a file. It is never logged, printed or an argument.</summary>
    public string? Connection { get; private init; }

    /// <summary>A database on SQL Server.</summary>
    public static WarehousePlace On(string connection) => new() { Engine = SqlServer, Connection = connection };

    // Credentials must not slip into a log by way of a record's own words.
    public override string ToString() => Engine;
}

/// <summary>
/// The one setting that says where each district's warehouse is, in a file of the district's folder that only its owner may read. The connection is sealed with the
/// data folder's key; the environment's <c>DDD_WAREHOUSE</c>, with <c>{district}</c> in it where there are several, goes before it.
/// </summary>
/// <param name="folder">The data folder.</param>
public sealed class WarehousePlaces(DataFolder folder)
{
    /// <summary>The environment variable that holds the connection string, so that an operator's own vault can give it.</summary>
    public const string Variable = "DDD_WAREHOUSE";

    readonly SecretBox _secrets = new(folder);

    /// <summary>Where a district's warehouse is.</summary>
    /// <exception cref="SecretUnreadable">The connection cannot be opened with this data folder's key.</exception>
    public WarehousePlace Of(string slug)
    {
        var file = FileOf(slug);
        if (!File.Exists(file))
            return WarehousePlace.File;
        var written = JsonSerializer.Deserialize<Written>(File.ReadAllText(file)) ?? new Written();
        if (written.Engine != WarehousePlace.SqlServer)
            return WarehousePlace.File;
        return FromEnvironment(slug) is { } given ? WarehousePlace.On(given)
            : written.Connection is { } sealedText ? WarehousePlace.On(_secrets.Open(NameOf(slug), sealedText))
            : throw new SecretUnreadable($"The warehouse of '{slug}' is on SQL Server, and nothing says how to reach it. Set {Variable} for the service.");
    }

    /// <summary>True where a district's warehouse is on a server, whether or not that can be reached.</summary>
    public bool IsOnServer(string slug) => File.Exists(FileOf(slug)) && JsonSerializer.Deserialize<Written>(File.ReadAllText(FileOf(slug)))?.Engine == WarehousePlace.SqlServer;

    /// <summary>Sets where a district's warehouse is, at one stroke.</summary>
    public void Set(string slug, WarehousePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var connection = place.Connection is { } secret && secret != FromEnvironment(slug) ? _secrets.Seal(NameOf(slug), secret) : null;
        var unfinished = FileOf(slug) + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(unfinished, options))
            JsonSerializer.Serialize(file, new Written { Engine = place.Engine, Connection = connection });
        File.Move(unfinished, FileOf(slug), overwrite: true);
    }

    /// <summary>The connection that the environment gives for a district, or null.</summary>
    public static string? FromEnvironment(string slug) => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given.Replace("{district}", slug, StringComparison.Ordinal) : null;

    string FileOf(string slug) => Path.Combine(folder.District(slug).Path, "warehouse.json");

    static string NameOf(string slug) => "warehouse:" + slug;

    sealed record Written
    {
        public string Engine { get; init; } = WarehousePlace.DuckDb;
        public string? Connection { get; init; }
    }
}
