using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>An Excel workbook (.xlsx), each of whose sheets is a table: values as they were last computed, dates as dates.</summary>
internal static class Workbook
{
    static readonly byte[] OldBinary = [0xD0, 0xCF, 0x11, 0xE0];

    // The library asks for Windows-1252 when it starts, although workbooks of today hold none.
    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>True for a file that begins like a workbook of any kind; zips come in by another door.</summary>
    public static bool IsOne(DeliveredFile file)
    {
        using var stream = file.Open();
        var head = Head(stream);
        return head.AsSpan().SequenceEqual("PK\u0003\u0004"u8) || head.AsSpan().SequenceEqual(OldBinary);
    }

    /// <summary>The workbook's sheets in its own order.</summary>
    /// <exception cref="ImportRejected">It is locked, of an old kind, damaged, or unpacks to more than a workbook may.</exception>
    public static IReadOnlyList<RecordSource> Sheets(DeliveredFile file, ImportLimits limits)
    {
        Check(file, limits);
        using var book = OpenBook(file);
        return Guarded<IReadOnlyList<RecordSource>>(file.Name, () =>
        {
            var sheets = new List<RecordSource>();
            do
                sheets.Add(new Sheet(file, sheets.Count, book.Name));
            while (book.NextResult());
            return sheets;
        });
    }

    /// <summary>A workbook is a zip, and what holds for zips holds for it: sizes that do not lie, nothing that blows up.</summary>
    static void Check(DeliveredFile file, ImportLimits limits)
    {
        using var stream = Seekable(file);
        if (Head(stream).AsSpan().SequenceEqual(OldBinary))
            throw new ImportRejected(file.Name, "The workbook is locked with a password or of the old .xls kind.", "Open it in Excel, take the password off, and save it as .xlsx or CSV.");
        stream.Position = 0;
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            var parts = ZipGuard.Checked(file.Name, zip, limits with { UnpackedBytes = limits.WorkbookBytes }, LimitSetting.WorkbookBytes);
            if (zip.GetEntry("[Content_Types].xml") is null)
                throw new ImportRejected(file.Name, "This is a zip and no workbook, although it is not named so.", "Give it the ending .zip (if it lies in a zip itself, unpack it first), or save it as a workbook.");
            foreach (var part in parts)
                using (var content = ZipGuard.Open(file.Name, part, limits))
                    content.CopyTo(Stream.Null);
        }
        catch (InvalidDataException)
        {
            throw Damaged(file.Name);
        }
    }

    static byte[] Head(Stream stream)
    {
        var head = new byte[OldBinary.Length];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head[..length];
    }

    static ImportRejected Damaged(string file) => new(file, "The workbook is damaged.", "Open it in Excel, save it again as .xlsx or CSV, and send that.");

    static IExcelDataReader OpenBook(DeliveredFile file)
    {
        var stream = Seekable(file);
        try
        {
            return Guarded(file.Name, () => ExcelReaderFactory.CreateOpenXmlReader(stream));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    // Whatever the reader stumbles over in a workbook that somebody damaged, people are told one thing.
    static T Guarded<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is ExcelReaderException or InvalidDataException or System.Xml.XmlException or FormatException or OverflowException
            or ArgumentException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException or NullReferenceException or InvalidCastException)
        {
            throw Damaged(file);
        }
    }

    // The parts of a workbook are not in the order in which they are needed; out of a zip it is unpacked beside, for its owner's eyes alone, and gone when closed.
    static Stream Seekable(DeliveredFile file)
    {
        var stream = file.Open();
        if (stream.CanSeek)
            return stream;
        using (stream)
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var copy = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
            try
            {
                stream.CopyTo(copy);
                copy.Position = 0;
                return copy;
            }
            catch
            {
                copy.Dispose();
                throw;
            }
        }
    }

    /// <summary>One sheet.</summary>
    internal sealed class Sheet(DeliveredFile file, int place, string name) : RecordSource(file)
    {
        /// <summary>The name on its tab.</summary>
        public string Title => name;

        public override string Name => $"{File.Name}!{name}";

        public override RecordReader Open(ImportLimits limits) => new Reader(File.Name, OpenBook(File), place);
    }

    /// <summary>Reads a sheet row by row; the line is the row's number in Excel.</summary>
    sealed class Reader : RecordReader
    {
        readonly string _file;
        readonly IExcelDataReader _book;

        public Reader(string file, IExcelDataReader book, int place)
        {
            (_file, _book) = (file, book);
            Guarded(file, () =>
            {
                for (var i = 0; i < place; i++)
                    book.NextResult();
                return true;
            });
        }

        public override string Raw => CsvText.Line(Fields.Take(Count), ',');

        public override int RawLength => Fields.Take(Count).Sum(f => f.Length + 1);

        public override bool Read() => Guarded(_file, () =>
        {
            if (!_book.Read())
                return false;
            Line = _book.Depth + 1;
            Begin(_book.FieldCount);
            for (var i = 0; i < Count; i++)
                Set(i, Value(i));
            return true;
        });

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _book.Dispose();
        }

        string Value(int place) => _book.GetValue(place) switch
        {
            null => "",
            string text => text,
            DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
            double number => Number(number, _book.GetNumberFormatString(place)),
            bool flag => flag ? "true" : "false",
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            var other => other.ToString() ?? "",
        };

        // An id that a number format fills up with zeros is meant with its zeros.
        static string Number(double number, string? format) =>
            format is { Length: > 1 and < 20 } && format.All(c => c == '0') && number >= 0 ? number.ToString(format, CultureInfo.InvariantCulture)
            : Math.Abs(number) < 1e15 ? ((decimal)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
    }
}
