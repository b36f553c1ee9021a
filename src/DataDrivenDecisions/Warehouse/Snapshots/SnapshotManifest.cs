using System.Text.Json;

namespace DataDrivenDecisions.Warehouse.Snapshots;

/// <summary>What a snapshot says of itself: whose it is, what was known when it was made, and for each view its file with rows, columns and hash.</summary>
public sealed record SnapshotManifest
{
    /// <summary>The manifest's file; it is written last.</summary>
    public const string FileName = "manifest.json";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The version of this layout.</summary>
    public int Layout { get; init; } = 1;
    public required string District { get; init; }

    /// <summary>The district's day that it is of.</summary>
    public required DateOnly Day { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The newest load that it knows; all its files are of that load.</summary>
    public required long Load { get; init; }

    /// <summary>True when it holds names, ids and contact data.</summary>
    public required bool HasNames { get; init; }

    /// <summary>True when it holds sensitive programs, sex, race and language.</summary>
    public required bool HasSensitive { get; init; }

    /// <summary>By which version of its definition each indicator or model was computed, as <c>chronic-absence 1</c>.</summary>
    public required IReadOnlyList<string> Definitions { get; init; }
    public required IReadOnlyList<SnapshotView> Views { get; init; }

    /// <summary>The manifest as it stands in its file.</summary>
    public byte[] Written() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static SnapshotManifest Read(byte[] written) => JsonSerializer.Deserialize<SnapshotManifest>(written, Json) ?? throw new JsonException("The manifest is empty.");
}

/// <summary>One view of a snapshot.</summary>
public sealed record SnapshotView
{
    /// <summary>The view's documented name: <c>seen.mark</c>.</summary>
    public required string View { get; init; }

    /// <summary>The Parquet file beside the manifest.</summary>
    public required string File { get; init; }
    public required long Rows { get; init; }

    /// <summary>The file's SHA-256 in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
    public required IReadOnlyList<SnapshotColumn> Columns { get; init; }

    /// <summary>Columns of the view that the policy kept at home.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }
}

/// <summary>One column with its type in DuckDB's words.</summary>
public sealed record SnapshotColumn
{
    public required string Name { get; init; }
    public required string Type { get; init; }
}
