using System.Globalization;
using System.IO.Compression;
using System.Text;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Reading;
using DataDrivenDecisions.Tests.Importing;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Fuzzing;

/// <summary>Whatever bytes come through a door, the answer is a report that a person can act on, and every row has one fate.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FuzzTests
{
    const int FullRun = 43;

    [Test]
    public void No_text_breaks_the_dialect_detector_or_the_reader() => Read(1);

    [Test]
    public void No_bytes_break_the_archive_door() => Unpack(1);

    [Test]
    public void No_text_breaks_the_reading_of_values() => ReadValues(1);

    [Test, Category("Slow")]
    public void No_text_breaks_the_dialect_detector_or_the_reader_in_five_minutes() => Read(FullRun);

    [Test, Category("Slow")]
    public void No_bytes_break_the_archive_door_in_five_minutes() => Unpack(FullRun);

    [Test, Category("Slow")]
    public void No_text_breaks_the_reading_of_values_in_five_minutes() => ReadValues(FullRun);

    static void Read(int longer)
    {
        using var bench = new ImportBench();
        // The ending only tells a table from other files; what it is, its bytes tell.
        FuzzRun.Try(Texts(), ".csv", bytes => Answer(bench, bench.File("fuzz.csv", bytes)), longer);
    }

    static void Unpack(int longer)
    {
        using var bench = new ImportBench();
        // Deep enough that what climbs out of the archive's own folder is still seen.
        var archive = Path.Combine("a", "b", "fuzz.zip");
        FuzzRun.Try(Archives(), ".zip", bytes =>
        {
            var answer = Answer(bench, bench.File(archive, bytes));
            Assert.That(Directory.GetFileSystemEntries(bench.Folder, "*", SearchOption.AllDirectories), Has.Length.EqualTo(archive.Split(Path.DirectorySeparatorChar).Length), "Something was unpacked to disk.");
            return answer;
        }, longer);
    }

    static void ReadValues(int longer) => FuzzRun.Try([.. Values.Select(Encoding.UTF8.GetBytes)], ".txt", bytes =>
    {
        var text = Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 200)));
        var said = new StringBuilder();
        foreach (var order in Enum.GetValues<DateOrder>())
        {
            var reading = DateText.Read(text, order, out var date);
            Assert.That(reading is DateReading.Unreadable or DateReading.Ambiguous || date.Year is >= 1900 and <= 2200);
            // What was read is read the same when it is written out plainly.
            if (reading is DateReading.Read or DateReading.ReadThoughOtherOrder)
                Assert.That((DateText.Read(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), order, out var again), again), Is.EqualTo((DateReading.Read, date)));
            said.Append((int)reading);
        }
        if (GradeLevel.TryParse(text, out var grade))
            Assert.That(GradeLevel.TryParse(grade.Code, out var same) && same == grade);
        if (SchoolYear.TryParse(text, out var year))
            Assert.That(SchoolYear.TryParse(year.ToString(), out var same) && same == year);
        var plain = Header.Plain(text);
        Assert.That(Header.Plain(plain), Is.EqualTo(plain));
        return $"{said} {grade.Code} {year != default} {plain.Length == 0} {Secret.IsValue(text)} {Secret.IsHeader(text)}";
    }, longer);

    /// <summary>Imports a delivery and says in a line where it led; the law of conservation is held by the importer itself.</summary>
    static string Answer(ImportBench bench, string path)
    {
        var reports = bench.Import(path);
        Assert.That(reports, Is.Not.Empty);
        foreach (var r in reports)
        {
            Assert.That(r.State == ImportState.Refused, Is.EqualTo(r.Refusal is not null));
            if (r.Refusal is null)
                Assert.That(r.Loaded + r.Unchanged + r.Rejected + r.Duplicate + r.Held, Is.EqualTo(r.RowsIn));
            else
                Assert.That(r.Refusal, Has.Length.GreaterThan(20));
            Assert.That(r.Rejects.Where(x => x.Reason.Length == 0 || x.Fix.Length == 0 || x.Line <= 0), Is.Empty);
        }
        return string.Join('|', reports.Take(3).Select(r =>
            $"{r.Format} {r.State} {Shape(r.Refusal)} {string.Join(',', r.Causes.Select(c => c.Rule + c.Column).Order(StringComparer.Ordinal))} {r.Warnings.Count} {r.RowsIn == 0} {r.Skipped > 1}"));
    }

    // Two refusals of the same kind differ in the names and numbers that they tell.
    static string Shape(string? sentence) => sentence is null ? "" : string.Concat(sentence.Where(c => c is '.' or ' ')) + sentence[^20..];

    static IReadOnlyList<byte[]> Texts() =>
        [.. RepositoryFiles("sample-data/formats").Concat(RepositoryFiles("tests/DataDrivenDecisions.Tests/Corpus")).Where(f => !IsArchive(f)).Select(File.ReadAllBytes).Where(b => b.Length is > 0 and < 32 * 1024)];

    static IReadOnlyList<byte[]> Archives() =>
        [.. RepositoryFiles("tests/DataDrivenDecisions.Tests/Corpus").Where(IsArchive).Select(File.ReadAllBytes).Where(b => b.Length is > 0 and < 64 * 1024), Zip(CompressionLevel.NoCompression), Zip(CompressionLevel.Fastest)];

    static IEnumerable<string> RepositoryFiles(string folder) => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories)
        .Where(f => !f.EndsWith(".expected.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    static bool IsArchive(string file) => Path.GetExtension(file) is ".zip" or ".xlsx" or ".xlsm";

    static byte[] Zip(CompressionLevel level)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var file in RepositoryFiles("sample-data/formats/sis").Take(3))
                zip.CreateEntryFromFile(file, Path.GetFileName(file), level);
        return memory.ToArray();
    }

    static readonly string[] Values =
    [
        "2026-03-04", "03/04/2026", "13/04/2026", "4.3.26", "20260304", "4-Mar-2026", "March 4, 2026", "2026-03-04T12:30:00Z", "3/4/2026 8:15 AM", "K", "07", "Grade 7", "First grade", "UG", "2025-26", "2026", "2025-2026", "SY26",
        "123-45-6789", "ssn", "PASSWORD", "socialSecurityNumber", "", " ", "\u00A0", "12/31/1899",
    ];
}
