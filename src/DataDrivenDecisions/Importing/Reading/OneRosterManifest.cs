using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing.Formats;
using DataDrivenDecisions.Importing.Reading.Sources;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>OneRoster's manifest.csv: whether each file of the bundle is the whole (bulk), changes (delta) or not there (absent).</summary>
internal sealed class OneRosterManifest
{
    /// <summary>What the manifests of our own exports name as their source.</summary>
    public const string OwnSystem = "DataDrivenDecisions";

    const string FilePrefix = "file.", FileEnding = ".csv";
    readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);
    readonly List<string> _warnings = [];

    /// <summary>Reads a bundle's manifest; a bundle without one has an empty one and says so.</summary>
    public static OneRosterManifest Of(DeliveredFile? file, ImportLimits limits)
    {
        var manifest = new OneRosterManifest();
        if (file is null)
            manifest._warnings.Add("The bundle has no manifest.csv, so nothing is taken as ended because it is missing. Ask the vendor for the manifest.");
        else
            manifest.Read(file, limits);
        return manifest;
    }

    /// <summary>True where the bundle is an export of this product's, which writes dates as the standard says.</summary>
    public bool IsOurs { get; private set; }

    /// <summary>bulk is the whole, delta the changes; what the manifest does not say is an update, which ends nothing.</summary>
    public Merge MergeOf(string file) => _files.GetValueOrDefault(file, "").ToLowerInvariant() switch
    {
        "bulk" => Merge.Snapshot,
        "delta" => Merge.Delta,
        _ => Merge.Update,
    };

    /// <summary>What is odd about the manifest, beside the files that are there.</summary>
    public IEnumerable<string> Warnings(IReadOnlyList<Survey> files)
    {
        var there = files.Select(f => ((OneRosterFormat)f.File.Format).File).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var warning in _warnings)
            yield return warning;
        foreach (var (file, says) in _files.Where(f => Is(f.Value, "bulk", "delta") && !there.Contains(f.Key)))
            yield return $"The manifest announces {file} as {says}, but the file is not there.";
        if (_files.Count == 0)
            yield break;
        foreach (var file in there.Where(f => Is(_files.GetValueOrDefault(f, "absent"), "absent")).Order(StringComparer.Ordinal))
            yield return $"The manifest does not announce {file}, but the file is there: it was read as an update.";
    }

    void Read(DeliveredFile file, ImportLimits limits)
    {
        TextDecoding decoding;
        using (var stream = file.Open())
            decoding = TextDecoding.Of(file.Name, stream);
        using var records = DelimitedReader.Of(file.Open(), decoding, Cutting.With(','), limits);
        var (nameAt, valueAt) = (0, 1);
        while (records.Read())
        {
            if (records.IsBlank || records.Count < 2)
                continue;
            // The columns may come in any order, as in every file of a bundle.
            if (Is(records.Fields[1].Trim(), "propertyName"))
                (nameAt, valueAt) = (1, 0);
            var name = records.Fields[nameAt].Trim().TrimEnd('*');
            var value = records.Fields[valueAt].Trim();
            if (Is(name, "file.systemName", "file.systemCode"))
                _warnings.Add($"The manifest says {name}; OneRoster calls it {name.Replace(FilePrefix, "source.", StringComparison.OrdinalIgnoreCase)}.");
            else if (Is(name, "source.systemName"))
                IsOurs = value == OwnSystem;
            else if (name.StartsWith(FilePrefix, StringComparison.OrdinalIgnoreCase))
                Take(name[FilePrefix.Length..], value);
            else if (Is(name, "oneroster.version") && !Is(value, "1.0", "1.1", "1.2"))
                _warnings.Add("The manifest names a version of OneRoster other than 1.0, 1.1 and 1.2; the files were read by their columns.");
            else if (!Is(name, "propertyName", "manifest.version", "oneroster.version", "source.systemCode"))
                _warnings.Add($"The manifest has the line {name}, which OneRoster does not know.");
        }
        if (_files.Count == 0)
            _warnings.Add("The manifest says nothing of any file, so nothing is taken as ended because it is missing.");
    }

    void Take(string name, string value)
    {
        var file = name.EndsWith(FileEnding, StringComparison.OrdinalIgnoreCase) ? name[..^FileEnding.Length] : name;
        if (file != name)
            _warnings.Add($"The manifest says {FilePrefix}{name}; OneRoster calls it {FilePrefix}{file}.");
        _files[file] = value;
        if (!Is(value, "bulk", "delta", "absent"))
            _warnings.Add($"The manifest says neither bulk, delta nor absent of {file}: it was read as an update.");
    }

    static bool Is(string text, params string[] words) => words.Contains(text, StringComparer.OrdinalIgnoreCase);
}
