namespace DataDrivenDecisions.Importing.Reading;

/// <summary>A kind of file that holds others packed: how it is named, and by which bytes it is known whatever its name is.</summary>
/// <param name="Title">What people call it.</param>
/// <param name="Endings">Its usual endings.</param>
/// <param name="MarkAt">Where its mark stands.</param>
/// <param name="Mark">The bytes by which it is known.</param>
internal sealed record PackedKind(string Title, IReadOnlyList<string> Endings, int MarkAt, byte[] Mark)
{
    static readonly IReadOnlyList<PackedKind> All =
    [
        new("zip", [".zip"], 0, [.. "PK\u0003\u0004"u8]),
        new("gzip file", [".gz", ".tgz", ".gzip"], 0, [0x1F, 0x8B]),
        new("tar archive", [".tar"], 257, [.. "ustar"u8]),
        new("7-Zip archive", [".7z"], 0, [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C]),
        new("RAR archive", [".rar"], 0, [.. "Rar!\u001A\u0007"u8]),
        new("bzip2 file", [".bz2", ".tbz2", ".tbz"], 4, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]),
        new("xz file", [".xz", ".txz"], 0, [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]),
        new("Zstandard file", [".zst", ".tzst"], 0, [0x28, 0xB5, 0x2F, 0xFD]),
        new("compress file", [".z"], 0, [0x1F, 0x9D]),
    ];

    /// <summary>The kind that a file's name says; null where it says none.</summary>
    public static PackedKind? Named(string name) =>
        Path.GetExtension(name) is { Length: > 1 } ending ? All.FirstOrDefault(k => k.Endings.Contains(ending, StringComparer.OrdinalIgnoreCase)) : null;

    /// <summary>The kind that a file's first bytes say; null where they say none.</summary>
    public static PackedKind? Of(ReadOnlySpan<byte> head)
    {
        foreach (var kind in All)
            if (head.Length > kind.MarkAt && head[kind.MarkAt..].StartsWith(kind.Mark))
                return kind;
        return null;
    }

    /// <summary>A file of this kind where a table should be.</summary>
    public ImportRejected InPlaceOfTable(string file) => new(file, $"This is a {Title} and no table.", "Unpack it first, and send what is in it.");

    /// <summary>A file of this kind among others of a delivery: nobody reads what is in it, so the delivery is not taken without it.</summary>
    public ImportRejected Among(string holder, string delivery, string file) =>
        new(delivery, $"The {holder} holds an archive of its own, a {Title}: {file}.", "Unpack it, and send what is in it beside the other files or by itself.");
}
