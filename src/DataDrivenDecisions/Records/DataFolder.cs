namespace DataDrivenDecisions.Records;

/// <summary>The one folder that holds everything a service keeps: records, districts' warehouses, deliveries, keys and the service's socket.</summary>
/// <param name="Path">The folder itself, as an absolute path.</param>
public sealed record DataFolder(string Path)
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>What people write: users, grants, audit, import and run history.</summary>
    public string Records => System.IO.Path.Combine(Path, "records.sqlite");

    /// <summary>The scheduler's own store, so that a night that was missed is known after a restart.</summary>
    public string Schedules => System.IO.Path.Combine(Path, "schedules.sqlite");

    /// <summary>The keys that protect sign-in cookies and seal the secrets of sources.</summary>
    public string Keys => Made(System.IO.Path.Combine(Path, "keys"));

    /// <summary>Where a running service listens for commands of the same machine's user.</summary>
    public string Socket => System.IO.Path.Combine(Made(System.IO.Path.Combine(Path, "run")), "ddd.sock");

    /// <summary>Where <c>backup</c> puts its copies when no place is named.</summary>
    public string Backups => Made(System.IO.Path.Combine(Path, "backups"));

    /// <summary>Where a restore puts together and checks what it brings, before it takes its places; gone when no restore is under way.</summary>
    public string Restoring => System.IO.Path.Combine(Path, "restoring");

    /// <summary>Where a restore puts what it took the place of, a folder each; nothing here is ever deleted by the program.</summary>
    public string SetAside => Made(System.IO.Path.Combine(Path, "set-aside"));

    /// <summary>The folder of one district; nothing of another district lies in it.</summary>
    public DistrictFolder District(string slug)
    {
        if (!DistrictRecord.IsSlug(slug))
            throw new ArgumentException("A district's short name has lower-case letters, digits and hyphens.", nameof(slug));
        return new DistrictFolder(Made(System.IO.Path.Combine(Made(System.IO.Path.Combine(Path, "districts")), slug)));
    }

    /// <summary>The data folder at a path, made with access for its owner alone when it is not there yet.</summary>
    public static DataFolder At(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        return new DataFolder(Made(full));
    }

    /// <summary>
    /// The folder that a person named, else <c>DDD_DATA</c>, else <c>ddd</c> in the user's own application data; never a folder of the source code.
    /// </summary>
    public static DataFolder Of(string? named)
    {
        var chosen = string.IsNullOrWhiteSpace(named) ? Environment.GetEnvironmentVariable("DDD_DATA") : named;
        return At(string.IsNullOrWhiteSpace(chosen) ? Usual() : chosen);
    }

    /// <summary>Makes a folder that only its owner may enter, and returns its path.</summary>
    internal static string Made(string path)
    {
        if (Directory.Exists(path))
            return path;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly);
        return path;
    }

    static string Usual()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        if (home.Length == 0)
            throw new InvalidOperationException("There is no home folder to keep data in. Name a folder with --data DIR or the environment variable DDD_DATA.");
        return System.IO.Path.Combine(home, "ddd");
    }
}

/// <summary>The folder of one district: its warehouse, and the deliveries that came for it.</summary>
/// <param name="Path">The folder itself, as an absolute path.</param>
public sealed record DistrictFolder(string Path)
{
    /// <summary>The district's warehouse, opened by one process only.</summary>
    public string Warehouse => System.IO.Path.Combine(Path, "warehouse.duckdb");

    /// <summary>The only folder that the locked-down warehouse may write to.</summary>
    public string Spool => DataFolder.Made(System.IO.Path.Combine(Path, "spool"));

    /// <summary>Deliveries as they came, kept after their import.</summary>
    public string Archive => DataFolder.Made(System.IO.Path.Combine(Path, "archive"));

    /// <summary>What the systems that are pulled from last said, so that only changes need to be asked for.</summary>
    public string Sources => DataFolder.Made(System.IO.Path.Combine(Path, "sources"));

    /// <summary>Deliveries on their way from a browser, each in a folder of its own.</summary>
    public string Uploads => DataFolder.Made(System.IO.Path.Combine(Path, "uploads"));

    /// <summary>Files that no format knew, while a person maps them.</summary>
    public string MappingDrafts => DataFolder.Made(System.IO.Path.Combine(Path, "mapping-drafts"));

    /// <summary>Deliveries that were tried and wait to be loaded or thrown away.</summary>
    public string Tries => DataFolder.Made(System.IO.Path.Combine(Path, "tries"));

    /// <summary>The nights' snapshots for other programs, a folder per day.</summary>
    public string Snapshots => DataFolder.Made(System.IO.Path.Combine(Path, "snapshots"));

    /// <summary>Where the night's exports are put.</summary>
    public string Drop => DataFolder.Made(System.IO.Path.Combine(Path, "drop"));
}
