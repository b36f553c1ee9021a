using System.Text.Json;

namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>Lays what a host said of one list over what was known of it.</summary>
internal sealed class DraftSettling(Mirror mirror, DraftList said, IReadOnlyList<KeyChange> keyChanges, bool isWhole, string? person)
{
    readonly Dictionary<UInt128, byte[]> _renamed = [];

    /// <summary>True when anything differs from what was known.</summary>
    public bool IsDifferent { get; private set; }

    /// <summary>Records that were known.</summary>
    public long Known { get; private set; }

    /// <summary>Records that were known, that the host deleted, and that it did not make again.</summary>
    public long Ended { get; private set; }

    /// <summary>Writes the list as it is now, and the last word on what was deleted.</summary>
    public void Write(string before, string after, string ended)
    {
        var again = new Lazy<HashSet<string>>(MadeAgain);
        HashSet<UInt128> known = [];
        using (var lines = new FileStream(after, FileMode.Create, FileAccess.Write))
        using (var last = new FileStream(ended, FileMode.Create, FileAccess.Write))
        {
            foreach (var (id, line) in mirror.Lines(before))
            {
                Known++;
                if (said.Names(id))
                    known.Add(id);
                if (said.Names(id))
                    Renew(id, line);
                else if (said.Gone.TryGetValue(id, out var names))
                    End(line, names, again, last);
                else if (isWhole)
                    IsDifferent = true;
                else
                    lines.Write(Carried(line));
            }
            foreach (var (id, line) in said.All())
            {
                IsDifferent |= !known.Contains(id);
                lines.Write(KeyChange.Carry(_renamed.GetValueOrDefault(id, line), keyChanges));
            }
        }
        IsDifferent |= !File.Exists(before) && Known + said.Different > 0;
    }

    byte[] Carried(byte[] line)
    {
        var carried = KeyChange.Carry(line, keyChanges);
        IsDifferent |= !ReferenceEquals(carried, line);
        return carried;
    }

    // A student who is known by another id from now on is the same student: the new word names the old id beside the new one.
    void Renew(UInt128 id, byte[] line)
    {
        var now = said.LineOf(id)!;
        if (person is not null)
        {
            using JsonDocument old = JsonDocument.Parse(line), renewed = JsonDocument.Parse(now);
            var (was, isNow) = (SisRecord.Text(old.RootElement, person), SisRecord.Text(renewed.RootElement, person));
            var former = was != isNow ? was : SisRecord.Text(old.RootElement, SisRecord.FormerId);
            if (former is not null)
                _renamed[id] = now = SisRecord.Line(renewed.RootElement, (SisRecord.FormerId, former));
        }
        IsDifferent |= !line.AsSpan().SequenceEqual(now);
    }

    // What was deleted and made again under the same natural key has not ended.
    void End(byte[] line, IReadOnlyList<string> names, Lazy<HashSet<string>> again, FileStream last)
    {
        IsDifferent = true;
        using var record = JsonDocument.Parse(line);
        if (names.Count > 0 && again.Value.Contains(SisRecord.Signature(record.RootElement, names)))
            return;
        Ended++;
        last.Write(SisRecord.Line(record.RootElement, (SisRecord.Deleted, "true")));
    }

    HashSet<string> MadeAgain()
    {
        var names = said.Gone.Values.FirstOrDefault(n => n.Count > 0) ?? [];
        HashSet<string> made = new(StringComparer.Ordinal);
        foreach (var (_, line) in said.All())
        {
            using var record = JsonDocument.Parse(line);
            made.Add(SisRecord.Signature(record.RootElement, names));
        }
        return made;
    }
}
