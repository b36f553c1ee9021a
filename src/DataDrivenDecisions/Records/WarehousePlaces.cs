namespace DataDrivenDecisions.Records;

/// <summary>
/// The one setting that says where each district's warehouse is, in a file of the district's folder that only its owner may read. The connection is sealed with the
/// data folder's key; the environment's <c>DDD_WAREHOUSE</c>, with <c>{district}</c> in it where there are several, goes before it.
/// </summary>
/// <param name="folder">The data folder.</param>
public sealed class WarehousePlaces(DataFolder folder)
{
    /// <summary>The environment variable that holds the connection string, so that an operator's own vault can give it.</summary>
    public const string Variable = "DDD_WAREHOUSE";

    /// <summary>Where a district's warehouse is.</summary>
    /// <exception cref="SecretUnreadable">The connection cannot be opened with this data folder's key.</exception>
    public StorePlace Of(string slug) => FileOf(slug).Place;

    /// <summary>True where a district's warehouse is on a server, whether or not that can be reached.</summary>
    public bool IsOnServer(string slug) => FileOf(slug).IsOnServer;

    /// <summary>Sets where a district's warehouse is, at one stroke.</summary>
    public void Set(string slug, StorePlace place) => FileOf(slug).Set(place);

    /// <summary>The connection that the environment gives for a district, or null.</summary>
    public static string? FromEnvironment(string slug) => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given.Replace("{district}", slug, StringComparison.Ordinal) : null;

    StorePlaceFile FileOf(string slug) => new()
    {
        Path = Path.Combine(folder.District(slug).Path, "warehouse.json"), SealedFor = "warehouse:" + slug, Secrets = new SecretBox(folder), Usual = StorePlace.File,
        Environment = (Variable, FromEnvironment(slug)), Store = $"The warehouse of '{slug}' is",
    };
}
