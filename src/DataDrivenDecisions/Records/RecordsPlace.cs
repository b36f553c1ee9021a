namespace DataDrivenDecisions.Records;

/// <summary>
/// The one setting that says where the records of a data folder are: <c>records.json</c>, which only its owner may read. The connection is sealed with the data
/// folder's key; the environment's <c>DDD_RECORDS</c> goes before it.
/// </summary>
/// <param name="folder">The data folder.</param>
public sealed class RecordsPlace(DataFolder folder)
{
    /// <summary>The environment variable that holds the connection string, so that an operator's own vault can give it.</summary>
    public const string Variable = "DDD_RECORDS";

    /// <summary>Where the records are.</summary>
    /// <exception cref="SecretUnreadable">The connection cannot be opened with this data folder's key.</exception>
    public StorePlace Now => File.Place;

    /// <summary>True where they are on a server, whether or not that can be reached.</summary>
    public bool IsOnServer => File.IsOnServer;

    /// <summary>Sets where they are, at one stroke.</summary>
    public void Set(StorePlace place) => File.Set(place);

    /// <summary>The connection that the environment gives, or null.</summary>
    public static string? FromEnvironment => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    StorePlaceFile File => new()
    {
        Path = Path.Combine(folder.Path, "records.json"), SealedFor = "records", Secrets = new SecretBox(folder), Usual = StorePlace.RecordsFile,
        Environment = (Variable, FromEnvironment), Store = "The records are",
    };
}
