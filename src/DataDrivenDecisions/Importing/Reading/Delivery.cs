using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>One file of a delivery that can be opened again and again.</summary>
/// <param name="Name">As reports show it: "bundle.zip!users.csv", or the path below the folder.</param>
/// <param name="Open">Opens its bytes from the start.</param>
internal sealed record DeliveredFile(string Name, Func<Stream> Open)
{
    /// <summary>Its name without the zip's.</summary>
    public string NameWithin => Name[(Name.IndexOf('!', StringComparison.Ordinal) + 1)..];

    /// <summary>The last part of its name, without folders and zip.</summary>
    public string BareName => Name[(Name.LastIndexOfAny(['/', '\\', '!']) + 1)..];
}

/// <summary>What is brought in one go: a zip, a folder or a single file. All of it is loaded, or nothing.</summary>
internal sealed partial class Delivery : IDisposable
{
    static readonly string[] TableEndings = [".csv", ".tsv", ".tab", ".txt", ".psv", ".dat", ".xlsx", ".xlsm", ".xml", ".json", ".jsonl", ".ndjson"];
    static readonly string[] NotData = ["readme", "license", "licence", "copying", "notice", "changelog"];
    readonly IDisposable? _archive;
    readonly bool _hasEnding;

    Delivery(string name, bool hasEnding, IReadOnlyList<DeliveredFile> files, IReadOnlyList<DeliveredFile> passedOver, IDisposable? archive = null)
    {
        (Name, _hasEnding, PassedOver, _archive) = (name, hasEnding, passedOver, archive);
        Manifest = files.FirstOrDefault(IsManifest);
        Files = [.. files.Where(f => !IsManifest(f))];
    }

    /// <summary>The zip's, folder's or file's own name.</summary>
    public string Name { get; }

    /// <summary>The data files, the OneRoster manifest not among them.</summary>
    public IReadOnlyList<DeliveredFile> Files { get; }

    /// <summary>OneRoster's own table of contents, or null.</summary>
    public DeliveredFile? Manifest { get; }

    /// <summary>Files that are no tables.</summary>
    public IReadOnlyList<DeliveredFile> PassedOver { get; }

    /// <summary>The name without its ending, without date stamps and without what a browser or a folder appends to a second copy, so that each night's delivery has the same source.</summary>
    public string SourceName
    {
        get
        {
            var bare = DateStamp().Replace(CopySuffix().Replace(_hasEnding ? Path.GetFileNameWithoutExtension(Name) : Name, ""), "").Trim(' ', '-', '_', '.');
            return bare.Length == 0 ? "files" : bare;
        }
    }

    /// <summary>
    /// The deliveries at a path: the file or zip itself; of a folder each zip in it, and all its loose files together.
    /// </summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="kept">The delivery of the history whose kept copy lies there, so that its files are named as they came; null for a delivery that comes now.</param>
    /// <param name="isNamed">True where a person has named the path, which may then be a link; false where it was found among what others have put there.</param>
    /// <exception cref="ImportRejected">There is nothing at the path, or a zip that cannot be taken.</exception>
    public static IEnumerable<Func<Delivery>> At(string path, ImportLimits limits, ImportedDelivery? kept = null, bool isNamed = true)
    {
        if (!isNamed && Links.IsOne(path))
            throw new ImportRejected(Path.GetFileName(path), "It is a link and no file or folder of its own.", "Put the file itself there; what a link points to is not read.");
        if (kept is not null && File.Exists(path))
            return [() => FromZip(path, limits, kept)];
        if (File.Exists(path))
            return [() => IsZip(path) ? FromZip(path, limits) : FromFile(path)];
        if (!Directory.Exists(path))
            throw new ImportRejected(Path.GetFileName(path), "There is no such file or folder.", "Check the path and try again.");
        var found = Links.FilesBelow(path).Take(limits.Files + 1).OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
        var all = found.ConvertAll(f => f.Path);
        var folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        if (all.Count > limits.Files)
            throw LimitSetting.Files.Refuse(limits, folder, $"The folder holds more than {limits.Files} files.", "Import its parts one by one.");
        if (found.Find(f => f.IsLink).Path is { } link)
            throw new ImportRejected(folder, $"The folder holds a link: {Path.GetRelativePath(path, link)}.", "Put the file or folder itself there, or take the link out; what a link points to is not read.");
        var zips = all.Where(IsZip).ToList();
        var (tables, others) = Sorted(all.Where(file => !IsZip(file)).Select(file => InFolder(path, file)));
        if (zips.Count == 0 || tables.Count > 0 || others.Any(file => PackedKind.Named(file.Name) is not null))
            return [() => FromFolder(folder, tables, others), .. zips.Select<string, Func<Delivery>>(zip => () => FromZip(zip, limits))];
        // Beside zips alone, what is no table goes with the first of them.
        return zips.Select<string, Func<Delivery>>((zip, i) => () => FromZip(zip, limits, beside: i == 0 ? others : []));
    }

    /// <summary>SHA-256 over the files' names and bytes, in lower-case hexadecimal; a zip and its unpacked folder have the same.</summary>
    public string Hash() => Hash(Files.Append(Manifest).OfType<DeliveredFile>());

    /// <summary>The same of any files.</summary>
    public static string Hash(IEnumerable<DeliveredFile> files)
    {
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.OrderBy(f => f.BareName, StringComparer.Ordinal).ThenBy(f => f.Name, StringComparer.Ordinal))
        {
            using var stream = file.Open();
            whole.AppendData(Encoding.UTF8.GetBytes(file.BareName));
            whole.AppendData(SHA256.HashData(stream));
        }
        return Convert.ToHexStringLower(whole.GetHashAndReset());
    }

    /// <summary>Begins to hash beside what else is done, where the files can be read side by side; those of a zip cannot.</summary>
    /// <returns>Waits for the hash.</returns>
    public Func<string> HashBeside()
    {
        if (_archive is not null)
            return Hash;
        var hashing = Task.Run(Hash);
        return () => hashing.GetAwaiter().GetResult();
    }

    public void Dispose() => _archive?.Dispose();

    static Delivery FromFile(string path)
    {
        var name = Path.GetFileName(path);
        return new Delivery(name, hasEnding: true, [new DeliveredFile(name, () => OpenFile(name, path))], []);
    }

    static Delivery FromFolder(string name, IReadOnlyList<DeliveredFile> tables, IReadOnlyList<DeliveredFile> passedOver)
    {
        foreach (var file in passedOver)
            if (PackedKind.Named(file.Name) is { } packed)
                throw packed.Among("folder", name, file.Name);
        return new Delivery(name, hasEnding: false, tables, passedOver);
    }

    static (string Name, DeliveredFile File) InFolder(string path, string file)
    {
        var name = Path.GetRelativePath(path, file).Replace('\\', '/');
        return (name, new DeliveredFile(name, () => OpenFile(name, file)));
    }

    /// <summary>Tells by their names below the zip or folder which files are tables; what the system hides is neither.</summary>
    static (IReadOnlyList<DeliveredFile> Tables, IReadOnlyList<DeliveredFile> PassedOver) Sorted(IEnumerable<(string Name, DeliveredFile File)> files)
    {
        var seen = files.Where(f => !IsHidden(f.Name)).ToLookup(f => IsTable(f.Name), f => f.File);
        return ([.. seen[true]], [.. seen[false]]);
    }

    // A copy is always a zip, also of what came as a file or a folder.
    static string Within(ImportedDelivery kept)
    {
        var file = kept.Files.Count > 0 ? kept.Files[0].File : "";
        var end = file.IndexOf('!', StringComparison.Ordinal);
        return end > 0 && IsZip(file[..end]) ? file[..(end + 1)] : "";
    }

    static Delivery FromZip(string path, ImportLimits limits, ImportedDelivery? kept = null, IReadOnlyList<DeliveredFile>? beside = null)
    {
        var name = kept?.Name ?? Path.GetFileName(path);
        var within = kept is null ? name + "!" : Within(kept);
        var stream = OpenFile(name, path);
        try
        {
            var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            var (tables, passedOver) = Sorted(ZipGuard.Checked(name, zip, limits).Select(e => (e.FullName, new DeliveredFile(within + e.FullName, () => ZipGuard.Open(name, e, limits)))));
            return new Delivery(name, hasEnding: true, tables, [.. passedOver, .. beside ?? []], zip);
        }
        catch (InvalidDataException)
        {
            stream.Dispose();
            throw new ImportRejected(name, "The zip is damaged or is no zip.", "Send or export it again.");
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    static FileStream OpenFile(string name, string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 128 * 1024, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportRejected(name, "The file cannot be opened.", "Check that it still exists and that this account may read it.");
        }
    }

    static bool IsZip(string path) => Path.GetExtension(path).Equals(".zip", StringComparison.OrdinalIgnoreCase);

    static bool IsManifest(DeliveredFile file) => file.BareName.Equals("manifest.csv", StringComparison.OrdinalIgnoreCase);

    static bool IsHidden(string name) =>
        name.Contains("__MACOSX", StringComparison.Ordinal) || name.Split('/', '\\').Any(part => part.StartsWith('.'));

    static bool IsTable(string name) =>
        TableEndings.Contains(Path.GetExtension(name).ToLowerInvariant())
        && !NotData.Contains(Path.GetFileNameWithoutExtension(name).ToLowerInvariant());

    [GeneratedRegex(@"[ _.-]*(19|20)\d\d[-_.]?(0[1-9]|1[0-2])[-_.]?([0-2]\d|3[01])([T _-]?\d{2}[-_.:]?\d{2}([-_.:]?\d{2})?Z?)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex DateStamp();

    [GeneratedRegex(@"([ _-]+copy| ?\(\d{1,3}\))+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex CopySuffix();
}
