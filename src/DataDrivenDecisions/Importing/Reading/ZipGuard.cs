using System.IO.Compression;
using System.IO.Hashing;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>Looks a zip over before a byte of it is used: no paths that leave it, no links, no bombs, no locks, no zips in zips.</summary>
internal static class ZipGuard
{
    /// <summary>The files of a zip, or a refusal that says what is wrong with it.</summary>
    /// <param name="name">The zip's name, for the refusal.</param>
    /// <param name="zip">The zip.</param>
    /// <param name="limits">How much it may hold.</param>
    /// <param name="size">The setting behind its unpacked size, where it is not that of zips.</param>
    public static IReadOnlyList<ZipArchiveEntry> Checked(string name, ZipArchive zip, ImportLimits limits, LimitSetting? size = null)
    {
        var entries = zip.Entries.Where(e => !e.FullName.EndsWith('/') && !e.FullName.EndsWith('\\')).ToList();
        if (entries.Count > limits.Files)
            throw LimitSetting.Files.Refuse(limits, name, $"The zip holds more than {limits.Files} files.", "Send the exports in smaller zips.");
        if (entries.Sum(e => Math.Max(0, e.Length)) > limits.UnpackedBytes)
            throw (size ?? LimitSetting.UnpackedBytes).Refuse(limits, name, $"The zip unpacks to more than {limits.UnpackedBytes:N0} bytes.", "Send the exports in smaller zips.");
        // Also a folder of the zip may be a link.
        if (zip.Entries.Any(Links.IsOne))
            throw new ImportRejected(name, "The zip holds a link in place of a file or folder.", "Put the file itself into it, and send it again.");
        foreach (var entry in entries)
            Check(name, entry, limits);
        var twice = entries.GroupBy(e => e.FullName, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
            throw new ImportRejected(name, $"The zip holds two files of the name {twice.Key}.", "Send each file once.");
        return entries;
    }

    /// <summary>A file of the zip, from its start; other bytes than the zip says, or more or fewer of them, are refused.</summary>
    public static Stream Open(string name, ZipArchiveEntry entry, ImportLimits limits)
    {
        try
        {
            return new GuardedStream(name, entry.Open(), Math.Min(entry.Length, limits.UnpackedBytes), entry.Crc32);
        }
        catch (InvalidDataException)
        {
            throw Damaged(name);
        }
    }

    static ImportRejected Damaged(string name) => new(name, "The zip is damaged.", "Send or export it again.");

    static void Check(string name, ZipArchiveEntry entry, ImportLimits limits)
    {
        var parts = entry.FullName.Split('/', '\\');
        if (parts.Contains("..") || Path.IsPathRooted(entry.FullName) || entry.FullName.Contains(':', StringComparison.Ordinal))
            throw new ImportRejected(name, "The zip holds a file whose path leads out of the zip.", "Do not import it; ask the sender how it was made.");
        if (entry.IsEncrypted)
            throw new ImportRejected(name, "The zip is locked with a password.", "Send it without a password, over a protected way.");
        if (PackedKind.Named(entry.FullName) is { } packed)
            throw packed.Among("zip", name, entry.FullName);
        if (entry.Length > limits.RatioMattersFrom && entry.Length > Math.Max(1, entry.CompressedLength) * limits.UnpackedRatio)
            throw LimitSetting.UnpackedRatio.Refuse(limits, name, $"{entry.Name} unpacks to more than {limits.UnpackedRatio} times its packed size.", "Real exports do not; send the file unpacked if it is genuine.");
    }

    sealed class GuardedStream(string name, Stream inner, long most, uint crc) : Stream
    {
        readonly Crc32 _crc = new();
        long _read;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            try
            {
                var n = inner.Read(buffer);
                _read += n;
                _crc.Append(buffer[..n]);
                // The framework compares neither the size nor the check sum that the zip carries.
                var isAtEnd = n == 0 && buffer.Length > 0;
                return _read > most || (isAtEnd && (_read < most || _crc.GetCurrentHashAsUInt32() != crc)) ? throw new InvalidDataException() : n;
            }
            catch (InvalidDataException)
            {
                throw Damaged(name);
            }
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
