using System.Text.Json;

namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>The next state of a mirror while it is made: the last one, with what the host says laid over it. It is kept only when it has been imported.</summary>
internal sealed class MirrorDraft : IDisposable
{
    /// <summary>More of a list than this is never ended on the host's bare word: it is left to the import, which holds it for a person.</summary>
    const int MostDeletedPercent = 5;

    const string EndedFolder = "ended";
    readonly Mirror _mirror;
    readonly string _key;
    readonly List<KeyChange> _keyChanges = [];

    public MirrorDraft(Mirror mirror, string folder, string key, bool isFresh)
    {
        (_mirror, Folder, _key, IsFresh) = (mirror, folder, key, isFresh);
        Mirror.Clear(folder);
        Records.DataFolder.Made(folder);
    }

    /// <summary>Where the lists lie: a delivery that the importer can read.</summary>
    public string Folder { get; }

    /// <summary>True when everything is read anew.</summary>
    public bool IsFresh { get; }

    /// <summary>True when anything differs from what was known.</summary>
    public bool IsDifferent { get; private set; }

    /// <summary>Records read from the host.</summary>
    public long Read { get; private set; }

    /// <summary>True when a list was read before.</summary>
    public bool Knows(string list) => _mirror.Has(list);

    /// <summary>True when a list has records.</summary>
    public bool Has(string list) => File.Exists(FileOf(list));

    public string FileOf(string list) => Path.Combine(Folder, list + Mirror.Ending);

    /// <summary>The last word on records of a list that the host has deleted.</summary>
    public string EndedFileOf(string list) => Path.Combine(Folder, EndedFolder, list + Mirror.Ending);

    /// <summary>Key changes, which are carried into every record that refers to what they name.</summary>
    public void Add(IEnumerable<KeyChange> changes) => _keyChanges.AddRange(changes);

    /// <summary>Begins to take in what the host says of a list.</summary>
    public DraftList Open(string list) => new(Path.Combine(Folder, $".{list}.part"), _key);

    /// <summary>Leaves a list as it was: the host does not offer it now.</summary>
    public void Leave(string list)
    {
        if (_mirror.Has(list))
            using (var said = Open(list))
                Settle(list, said, isWhole: false);
    }

    /// <summary>Lays what the host said of a list over what was known.</summary>
    /// <param name="list">The list.</param>
    /// <param name="said">What the host said.</param>
    /// <param name="isWhole">The host said all of it: what it did not name is gone.</param>
    /// <param name="person">The property by which a person is known, where a changed one must not make another person; else null.</param>
    public void Settle(string list, DraftList said, bool isWhole, string? person = null)
    {
        var settling = new DraftSettling(_mirror, said, [.. _keyChanges], isWhole, person);
        Directory.CreateDirectory(Path.Combine(Folder, EndedFolder));
        settling.Write(_mirror.FileOf(list), FileOf(list), EndedFileOf(list));
        IsDifferent |= settling.IsDifferent;
        Read += said.Count;
        Mark(list);
        if (settling.Ended == 0 || settling.Ended * 100 > settling.Known * MostDeletedPercent)
            File.Delete(EndedFileOf(list));
    }

    // A list without records is no file that could be imported, but it is known that it has none.
    void Mark(string list)
    {
        if (new FileInfo(FileOf(list)).Length > 0)
            return;
        File.Delete(FileOf(list));
        File.WriteAllText(Path.Combine(Folder, Mirror.EmptyMark(list)), "");
    }

    /// <summary>Takes away what was only for the import, so that the lists alone are kept.</summary>
    public void Strip()
    {
        foreach (var folder in Directory.GetDirectories(Folder))
            Mirror.Clear(folder);
        foreach (var file in Directory.GetFiles(Folder).Where(f => !f.EndsWith(Mirror.Ending, StringComparison.Ordinal) && !f.EndsWith(Mirror.EmptyEnding, StringComparison.Ordinal)))
            File.Delete(file);
    }

    public void Dispose() => Mirror.Clear(Folder);
}

/// <summary>What the host says of one list, as it comes in: the last word on each record counts.</summary>
internal sealed class DraftList(string file, string key) : IDisposable
{
    readonly FileStream _lines = new(file, FileMode.Create, FileAccess.ReadWrite);
    readonly Dictionary<UInt128, long> _last = [];

    /// <summary>Records that came in.</summary>
    public long Count { get; private set; }

    /// <summary>Different records among them.</summary>
    public int Different => _last.Count;

    /// <summary>The names that make up a natural key, by the deleted record's id.</summary>
    public Dictionary<UInt128, IReadOnlyList<string>> Gone { get; } = [];

    /// <summary>Takes in a record; false when it has no id.</summary>
    public bool Put(JsonElement record)
    {
        if (SisRecord.Text(record, key) is not { Length: > 0 } id)
            return false;
        var name = Mirror.Fingerprint(id);
        _last[name] = _lines.Seek(0, SeekOrigin.End);
        Gone.Remove(name);
        _lines.Write(SisRecord.Line(record));
        Count++;
        return true;
    }

    /// <summary>The host says that a record is no more.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="names">What its natural key is made of, where the host says so.</param>
    public void Delete(string id, IReadOnlyList<string> names)
    {
        var name = Mirror.Fingerprint(id);
        _last.Remove(name);
        Gone[name] = names;
    }

    /// <summary>Starts over: the list changed while it was read.</summary>
    public void Clear()
    {
        _lines.SetLength(0);
        _last.Clear();
        Gone.Clear();
        Count = 0;
    }

    /// <summary>True when the host said something of a record.</summary>
    public bool Names(UInt128 id) => _last.ContainsKey(id);

    /// <summary>What the host said of a record.</summary>
    public byte[]? LineOf(UInt128 id)
    {
        if (!_last.TryGetValue(id, out var place))
            return null;
        _lines.Seek(place, SeekOrigin.Begin);
        using var line = new MemoryStream();
        for (var b = _lines.ReadByte(); b >= 0; b = _lines.ReadByte())
        {
            line.WriteByte((byte)b);
            if (b == '\n')
                break;
        }
        return line.ToArray();
    }

    /// <summary>Every record that the host said last, in the order in which they came.</summary>
    public IEnumerable<(UInt128 Id, byte[] Line)> All() => _last.OrderBy(l => l.Value).Select(l => (l.Key, LineOf(l.Key)!));

    public void Dispose()
    {
        _lines.Dispose();
        File.Delete(file);
    }
}
