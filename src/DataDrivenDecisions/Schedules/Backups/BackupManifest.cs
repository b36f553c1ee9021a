using System.Security.Cryptography;
using System.Text.Json;

namespace DataDrivenDecisions.Schedules.Backups;

/// <summary>What a backup says of itself: each store's file with its hash, and for each warehouse what it knew.</summary>
public sealed record BackupManifest
{
    /// <summary>The manifest's file; it is written last, so that a backup without one was not finished.</summary>
    public const string FileName = "manifest.json";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The version of this layout.</summary>
    public int Layout { get; init; } = 1;
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The version of the program that made it.</summary>
    public required string Program { get; init; }
    public required IReadOnlyList<BackedUpStore> Stores { get; init; }

    /// <summary>Stores that are on a database server, and so are not in this backup.</summary>
    public IReadOnlyList<StoreOnServer> OnServers { get; init; } = [];

    /// <summary>The manifest as it stands in its file.</summary>
    public byte[] Written() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>The manifest of a backup's folder; null where there is none.</summary>
    /// <exception cref="BackupDamaged">It cannot be read.</exception>
    public static BackupManifest? Of(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
            return null;
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(File.ReadAllBytes(file), Json) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new BackupDamaged($"The manifest {file} cannot be read: it was changed or damaged after the backup. Use another backup.");
        }
    }

    /// <summary>Copies a file whole to the disk.</summary>
    /// <returns>The SHA-256 of what was copied, in lower-case hexadecimal.</returns>
    internal static string Copy(string from, string to)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        using var target = new FileStream(to, FileMode.Create, FileAccess.Write, FileShare.None, 1);
        var buffer = new byte[1 << 20];
        while (source.Read(buffer) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            target.Write(buffer, 0, read);
        }
        target.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>One store of a backup.</summary>
public sealed record BackedUpStore
{
    /// <summary>The file beside the manifest.</summary>
    public required string File { get; init; }
    public required long Bytes { get; init; }

    /// <summary>The file's SHA-256 in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The district whose warehouse it is; null for the records.</summary>
    public string? District { get; init; }

    /// <summary>The warehouse's newest schema script.</summary>
    public int? Schema { get; init; }

    /// <summary>The warehouse's newest load.</summary>
    public long? NewestLoad { get; init; }

    /// <summary>The warehouse's hash over all that it knew, as <c>verify</c> prints it.</summary>
    public string? Hash { get; init; }
}

/// <summary>A store that a backup does not hold, since a database server has it.</summary>
public sealed record StoreOnServer
{
    /// <summary>The district whose warehouse it is; null for the records.</summary>
    public string? District { get; init; }

    /// <summary>The database's name on its server.</summary>
    public required string Database { get; init; }

    /// <summary>The statement that backs it up; null where the server takes none.</summary>
    public string? Statement { get; init; }

    /// <summary>What is to be done, in words.</summary>
    public required string Says { get; init; }

    /// <summary>What it is, as a sentence begins with it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string What => District is { } slug ? $"The warehouse of '{slug}'" : "The records";
}

/// <summary>A backup is not what was backed up, so nothing of it is restored; the message says what is wrong and what to do.</summary>
public sealed class BackupDamaged(string message) : Exception(message);

/// <summary>A backup cannot be restored as it was asked for, and nothing is changed; the message says why and what to do.</summary>
public sealed class RestoreRefused(string message) : Exception(message);
