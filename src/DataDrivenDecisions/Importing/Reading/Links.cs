using System.IO.Compression;
using System.IO.Enumeration;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>
/// Links among what is delivered: symbolic links and, on Windows, junctions. Who can put one down where this program reads would have it read what only
/// this program may, so none is followed. A person may name a path that is a link, and an administrator may make the drop folder one: those are their own words.
/// </summary>
internal static class Links
{
    /// <summary>What the zip's "external attributes" carry of a file of Unix: its mode in the upper half, whose first digits are the kind of file.</summary>
    const int ModeAt = 16, Kind = 0xF000, LinkKind = 0xA000;

    static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>True for a link, also for one that points to nothing.</summary>
    public static bool IsOne(string path) => new FileInfo(path).LinkTarget is not null;

    /// <summary>True for an entry of a zip that would be unpacked as a link.</summary>
    public static bool IsOne(ZipArchiveEntry entry) => ((entry.ExternalAttributes >> ModeAt) & Kind) == LinkKind;

    /// <summary>The files below a folder, and the links, which are not gone into.</summary>
    public static IEnumerable<(string Path, bool IsLink)> FilesBelow(string folder) =>
        new FileSystemEnumerable<(string Path, bool IsLink)>(folder, (ref FileSystemEntry e) => (e.ToSpecifiedFullPath(), IsLink(ref e)), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry e) => !e.IsDirectory || IsLink(ref e),
            ShouldRecursePredicate = (ref FileSystemEntry e) => !IsLink(ref e),
        };

    // Windows also marks so what it has compressed or put into the cloud, which is a file like any other.
    static bool IsLink(ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && entry.ToFileSystemInfo().LinkTarget is not null;
}
