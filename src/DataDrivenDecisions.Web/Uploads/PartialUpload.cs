using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DataDrivenDecisions.Web.Uploads;

/// <summary>One file that a sender means to send: its name, how long it is, and its SHA-256 where the sender knows it.</summary>
public sealed record AnnouncedFile(string Name, long Bytes, string? Sha256 = null);

/// <summary>A stretch of a file that has come, with the SHA-256 of its bytes in lower-case hexadecimal.</summary>
public sealed record ArrivedChunk(long Offset, long Bytes, string Sha256);

/// <summary>Why a chunk was not taken.</summary>
public enum ChunkRefusal
{
    /// <summary>It does not begin where the file so far ends.</summary>
    WrongOffset,

    /// <summary>Another chunk of the same upload is being written.</summary>
    Busy,

    /// <summary>The file would become longer than was announced.</summary>
    TooLong,

    /// <summary>Its bytes are not those that the sender's SHA-256 was made of.</summary>
    Damaged,
}

/// <summary>A chunk was not taken, and why.</summary>
public sealed class ChunkRefused(ChunkRefusal why) : Exception("A chunk of an upload was not taken.")
{
    public ChunkRefusal Why { get; } = why;
}

/// <summary>
/// An upload on its way, on disk: what was announced, and each file's bytes beside a ledger of the chunks that have come. A chunk counts once its
/// line stands in the ledger; what a crash left behind it is cut off. So it outlives a restart of the service.
/// </summary>
public sealed class PartialUpload
{
    const int Buffer = 128 * 1024;
    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    readonly string _folder;

    PartialUpload(string folder, Announcement announced) => (_folder, Id, By, Files) = (folder, Path.GetFileName(folder), announced.By, announced.Files);

    public string Id { get; }

    /// <summary>The user name of the sender; nobody else may go on with it.</summary>
    public string By { get; }
    public IReadOnlyList<AnnouncedFile> Files { get; }

    /// <summary>Where the finished files lie, under their own names.</summary>
    public string FilesFolder => Path.Combine(_folder, "files");

    /// <summary>When something last came.</summary>
    public DateTimeOffset LastCame => Directory.EnumerateFiles(_folder).Select(File.GetLastWriteTimeUtc).Append(Directory.GetCreationTimeUtc(_folder)).Max();

    /// <summary>Writes an announcement into a new folder.</summary>
    internal static PartialUpload Begin(string folder, string by, IReadOnlyList<AnnouncedFile> files)
    {
        Directory.CreateDirectory(Path.Combine(folder, "files"));
        var announced = new Announcement(by, files);
        File.WriteAllText(Path.Combine(folder, AnnouncementFile), JsonSerializer.Serialize(announced, Web));
        return new PartialUpload(folder, announced);
    }

    /// <summary>The upload of a folder; null when the folder holds none.</summary>
    internal static PartialUpload? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<Announcement>(File.ReadAllText(Path.Combine(folder, AnnouncementFile)), Web) is { } announced ? new PartialUpload(folder, announced) : null;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The chunks of a file that have come, in order.</summary>
    public IReadOnlyList<ArrivedChunk> Chunks(int file)
    {
        var chunks = new List<ArrivedChunk>();
        var end = 0L;
        foreach (var line in Lines(file))
        {
            var (bytes, hash) = (long.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture), line.Split(' ')[1]);
            chunks.Add(new ArrivedChunk(end, bytes, hash));
            end += bytes;
        }
        return chunks;
    }

    /// <summary>How many bytes of a file have come.</summary>
    public long Received(int file) => Chunks(file) is [.., var last] ? last.Offset + last.Bytes : 0;

    /// <summary>Writes a chunk behind what has come.</summary>
    /// <param name="file">The file's number, from 0.</param>
    /// <param name="offset">Where the chunk begins.</param>
    /// <param name="sha256">SHA-256 of the chunk in hexadecimal, or null. A chunk without one that breaks off counts as far as it came; one with it counts whole or not at all.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="stop">Ends it early.</param>
    /// <exception cref="ChunkRefused">It does not fit behind what has come, is too long or is damaged.</exception>
    public async Task Append(int file, long offset, string? sha256, Stream body, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(body);
        var received = Received(file);
        if (offset != received)
            throw new ChunkRefused(ChunkRefusal.WrongOffset);
        await using var data = new FileStream(DataFile(file), FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 0, FileOptions.Asynchronous);
        data.SetLength(received);
        CutOffHalfLine(file);
        data.Position = received;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var came = 0L;
        try
        {
            var buffer = new byte[Buffer];
            while (await body.ReadAsync(buffer, stop) is var read and > 0)
            {
                if (received + came + read > Files[file].Bytes)
                    throw new ChunkRefused(ChunkRefusal.TooLong);
                await data.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
                hash.AppendData(buffer, 0, read);
                came += read;
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException && sha256 is null && came > 0)
        {
            Keep(file, data, came, hash);
            throw;
        }
        if (sha256 is not null && !string.Equals(Convert.ToHexStringLower(hash.GetCurrentHash()), sha256, StringComparison.OrdinalIgnoreCase))
            throw new ChunkRefused(ChunkRefusal.Damaged);
        if (came > 0)
            Keep(file, data, came, hash);
    }

    /// <summary>
    /// Reads every file once more and compares it with the SHA-256 that its sender gave, else with those of its chunks; the files then stand in <see cref="FilesFolder"/>.
    /// </summary>
    /// <returns>The number of a file that is not whole or not as it was sent, which must be sent again from where it stands; null when all are.</returns>
    public async Task<int?> Finish(CancellationToken stop)
    {
        for (var file = 0; file < Files.Count; file++)
        {
            if (Received(file) != Files[file].Bytes)
                return file;
            if (await IsAsSent(file, stop))
                continue;
            File.Delete(Ledger(file));
            return file;
        }
        for (var file = 0; file < Files.Count; file++)
        {
            if (Files[file].Bytes == 0)
                await File.WriteAllBytesAsync(DataFile(file), [], stop);
            File.Move(DataFile(file), Path.Combine(FilesFolder, Files[file].Name), overwrite: true);
        }
        // A folder without an announcement belongs to the import that reads it.
        File.Delete(Path.Combine(_folder, AnnouncementFile));
        return null;
    }

    async Task<bool> IsAsSent(int file, CancellationToken stop)
    {
        if (Files[file].Bytes == 0)
            return true;
        await using var data = new FileStream(DataFile(file), FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var part = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Buffer];
        foreach (var chunk in Chunks(file))
        {
            for (var left = chunk.Bytes; left > 0;)
            {
                var read = await data.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, Buffer)), stop);
                if (read == 0)
                    return false;
                part.AppendData(buffer, 0, read);
                whole.AppendData(buffer, 0, read);
                left -= read;
            }
            if (Convert.ToHexStringLower(part.GetHashAndReset()) != chunk.Sha256)
                return false;
        }
        return Files[file].Sha256 is not { } sent || string.Equals(Convert.ToHexStringLower(whole.GetHashAndReset()), sent, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The whole lines of a ledger; a crash may have left half of one at its end.</summary>
    IEnumerable<string> Lines(int file) => !File.Exists(Ledger(file)) ? [] : File.ReadAllText(Ledger(file)).Split('\n')[..^1]
        .TakeWhile(line => line.Split(' ') is [var length, { Length: 64 }] && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out _));

    void CutOffHalfLine(int file)
    {
        var whole = string.Concat(Lines(file).Select(line => line + "\n"));
        if (File.Exists(Ledger(file)) && new FileInfo(Ledger(file)).Length != whole.Length)
            File.WriteAllText(Ledger(file), whole, Encoding.ASCII);
    }

    void Keep(int file, FileStream data, long came, IncrementalHash hash)
    {
        data.Flush(flushToDisk: true);
        File.AppendAllText(Ledger(file), string.Create(CultureInfo.InvariantCulture, $"{came} {Convert.ToHexStringLower(hash.GetCurrentHash())}\n"), Encoding.ASCII);
    }

    string DataFile(int file) => Path.Combine(_folder, file.ToString(CultureInfo.InvariantCulture) + ".part");

    string Ledger(int file) => Path.Combine(_folder, file.ToString(CultureInfo.InvariantCulture) + ".chunks");

    const string AnnouncementFile = "upload.json";

    sealed record Announcement(string By, IReadOnlyList<AnnouncedFile> Files);
}
