using System.IO.Hashing;
using System.Text;
using System.Text.Json;

namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>
/// What a host last said, record by record, in one file per list. A later pull asks for changes alone and lays them over it, so that what is imported is
/// always the host's whole word: references find what they name, and what the host deleted is missing.
/// </summary>
/// <param name="folder">The source's own folder.</param>
/// <param name="key">The property that names a record: <c>id</c>, <c>sourcedId</c>.</param>
internal sealed class Mirror(string folder, string key)
{
    const string VersionFile = ".version";

    /// <summary>The ending of a list's file: one record a line.</summary>
    public const string Ending = ".jsonl";

    /// <summary>The ending of the mark of a list without records.</summary>
    public const string EmptyEnding = ".empty";

    string Now => Path.Combine(folder, "now");

    string Before => Path.Combine(folder, "before");

    /// <summary>Up to where the host was read, or null when nothing is kept: then everything is to be asked for.</summary>
    public string? Version => File.Exists(Path.Combine(Now, VersionFile)) ? File.ReadAllText(Path.Combine(Now, VersionFile)) : null;

    /// <summary>True when the list was read before.</summary>
    public bool Has(string list) => File.Exists(FileOf(list)) || File.Exists(Path.Combine(Now, EmptyMark(list)));

    /// <summary>The file of a list, as it was last kept.</summary>
    public string FileOf(string list) => Path.Combine(Now, list + Ending);

    /// <summary>The mark of a list that was read and has no records; hidden, so that no import looks at it.</summary>
    public static string EmptyMark(string list) => $".{list}{EmptyEnding}";

    /// <summary>Begins another state. What a pull that was cut off left behind is cleared away first.</summary>
    /// <param name="isFresh">Everything is read anew: what the host no longer has is left out.</param>
    public MirrorDraft Begin(bool isFresh)
    {
        Recover();
        return new MirrorDraft(this, Path.Combine(folder, "next"), key, isFresh);
    }

    /// <summary>Takes a draft for what is known from now on.</summary>
    public void Keep(MirrorDraft draft, string version)
    {
        File.WriteAllText(Path.Combine(draft.Folder, VersionFile), version);
        if (Directory.Exists(Now))
            Directory.Move(Now, Before);
        Directory.Move(draft.Folder, Now);
        Clear(Before);
    }

    /// <summary>Forgets everything.</summary>
    public void Forget() => Clear(folder);

    /// <summary>The records of a list's file, with their ids' fingerprints.</summary>
    public IEnumerable<(UInt128 Id, byte[] Line)> Lines(string file)
    {
        if (!File.Exists(file))
            yield break;
        using var reader = new StreamReader(file, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            var bytes = Encoding.UTF8.GetBytes(line + "\n");
            yield return (Fingerprint(IdOf(bytes) ?? ""), bytes);
        }
    }

    /// <summary>An id as it is held in memory: ids of APIs are written with and without hyphens.</summary>
    public static UInt128 Fingerprint(string id) => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(id.Replace("-", "", StringComparison.Ordinal)));

    internal static void Clear(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }

    string? IdOf(byte[] line)
    {
        var json = new Utf8JsonReader(line);
        while (json.Read())
            if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 1)
            {
                var isKey = json.ValueTextEquals(key);
                json.Read();
                if (isKey)
                    return json.TokenType == JsonTokenType.String ? json.GetString() : null;
                json.Skip();
            }
        return null;
    }

    // A machine that stopped between the two moves of Keep left the older state under its other name.
    void Recover()
    {
        if (!Directory.Exists(Now) && Directory.Exists(Before))
            Directory.Move(Before, Now);
        Clear(Before);
        Records.DataFolder.Made(folder);
    }
}
