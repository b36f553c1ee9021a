using System.Data.Common;
using System.Text.RegularExpressions;

namespace DataDrivenDecisions.Warehouse;

/// <summary>
/// Something that the machine has not: room on its disk, a folder that may be written, open files, memory. It is nobody's bug and no fault of a delivery: what was being
/// written is not kept, what was there stays, and the same work succeeds once the cause is gone.
/// </summary>
/// <param name="Sentence">What is lacking and what to do about it.</param>
public sealed partial record Shortage(string Sentence)
{
    // Linux's and macOS's numbers, which .NET hands on as they are, and those of Windows.
    static readonly int[] Full = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];
    const int TooLarge = 27, NoMoreFiles = 24, NoMoreFilesOfMachine = 23, MountedReadOnly = 30;

    const string ReadOnlyWords = "can be read but not written: its disk or folder is read-only. Make it writable, or name another folder with --data.";

    static readonly (string Said, Func<string, string> Sentence)[] Known =
    [
        ("No space left on device", DiskFull), ("Disk quota exceeded", DiskFull), ("database or disk is full", DiskFull), ("There is not enough space on the disk", DiskFull),
        ("max_temp_directory_size", DiskFull),
        ("disk I/O error", _ => "The disk is full or failing: what had to be kept could not be written. Make room; if there is room, have the disk looked at. Then try again."),
        ("File too large", At => $"{Named(At)} may not grow any further: the limit on the size of a file is reached. Raise it (ulimit -f), and try again."),
        ("Too many open files", NoFiles),
        ("Read-only file system", At => Named(At) + " " + ReadOnlyWords), ("readonly database", At => Named(At) + " " + ReadOnlyWords),
        ("Permission denied", Forbidden),
        ("unable to open database file", At => MayOpenFiles() ? "The records could not be opened: the data folder can be read but not written. Make it writable, or name another folder with --data." : NoFiles(At)),
        ("Out of Memory Error", _ => NoMemory), ("could not allocate block", _ => NoMemory),
    ];

    static string NoMemory =>
        $"It takes more memory than it may have. Allow more with the environment variable {MemoryAllowance.Setting} (such as {MemoryAllowance.Setting}=4GB), or bring the delivery in parts.";

    /// <summary>True where the work needs more memory than the program may have: less of it at a time may still be done.</summary>
    public bool IsOfMemory => Sentence == NoMemory;

    // The runtime says so too where it may not map a file into memory, since it may not open it.
    const string MemoryWithheld =
        "The program was refused memory although there is some. Most likely it may not open more files (raise ulimit -n, or LimitNOFILE of the service), or its memory is bounded from outside (ulimit -v, or MemoryMax of the service). Raise the limit, and try again.";

    /// <summary>What is said where a part of the program itself cannot be opened.</summary>
    public const string PartWithheld =
        "A part of the program could not be opened. Most likely it may not open more files: raise the limit (ulimit -n, or LimitNOFILE of the service). If it may, install the program anew.";

    static bool IsMemoryShort => GC.GetGCMemoryInfo() is var memory && Math.Max(memory.MemoryLoadBytes, memory.HeapSizeBytes) * 2 > memory.TotalAvailableMemoryBytes;

    /// <summary>What the machine lacked when something failed; null where it failed for another reason.</summary>
    /// <param name="failure">What was thrown, by the system, an engine or the runtime, or what wraps it.</param>
    public static Shortage? Of(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
            if (Sentenced(failure) is { } sentence)
                return new Shortage(sentence);
        return null;
    }

    static string? Sentenced(Exception failure) => failure switch
    {
        OutOfMemoryException => IsMemoryShort ? NoMemory : MemoryWithheld,
        UnauthorizedAccessException => Forbidden(PathIn(failure.Message)),
        // The runtime says of each part of the program that it cannot open that it is not there.
        FileNotFoundException or FileLoadException when failure.Message.Contains("Could not load file or assembly", StringComparison.Ordinal) =>
            PartWithheld,
        IOException { HResult: TooLarge } => Of("File too large", failure),
        // The runtime's word for the same where it gives a file its length beforehand.
        ArgumentOutOfRangeException when failure.Message.Contains("too large for the file system", StringComparison.Ordinal) => Of("File too large", failure),
        IOException { HResult: NoMoreFiles or NoMoreFilesOfMachine } => NoFiles(PathIn(failure.Message)),
        IOException { HResult: MountedReadOnly } => Of("Read-only file system", failure),
        IOException when Full.Contains(failure.HResult) => DiskFull(PathIn(failure.Message)),
        IOException or DbException or TypeInitializationException or DllNotFoundException or System.Net.Sockets.SocketException =>
            Known.FirstOrDefault(k => failure.Message.Contains(k.Said, StringComparison.OrdinalIgnoreCase)).Sentence?.Invoke(PathIn(failure.Message)),
        _ => null,
    };

    static string Of(string said, Exception failure) => Known.First(k => k.Said == said).Sentence(PathIn(failure.Message));

    static string DiskFull(string path) =>
        $"The disk is full: there was no room left to write {(path.Length == 0 ? "what had to be kept" : path)}. Make room, or move the data folder to a larger disk, and try again.";

    static string NoFiles(string path) =>
        $"This program may not open more files{(path.Length == 0 ? "" : $", so that {path} stayed shut")}. Raise the limit (ulimit -n, or LimitNOFILE of the service), and try again.";

    static bool MayOpenFiles()
    {
        try
        {
            // A handful, since some were given back while the failure came up here.
            var opened = Enumerable.Range(0, 8).Select(_ => File.OpenHandle(typeof(Shortage).Assembly.Location)).ToList();
            opened.ForEach(o => o.Dispose());
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    static string Forbidden(string path) =>
        $"{Named(path)} may not be opened or written by the user who runs this program. Give that user access, or name another folder with --data.";

    static string Named(string path) => path.Length == 0 ? "A file in the data folder" : path;

    static string PathIn(string message) => QuotedPath().Match(message) is { Success: true } found ? found.Groups["path"].Value : "";

    [GeneratedRegex("""["'](?<path>(/|[A-Za-z]:\\)[^"']+)["']""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex QuotedPath();
}
