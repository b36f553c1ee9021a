using System.Globalization;
using System.IO.Compression;
using System.Text;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Exporting;
using DataDrivenDecisions.Importing.Reading;
using DataDrivenDecisions.Importing.Reading.Sources;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>An exported workbook says what the view says: our own reader finds the same values in it, and Excel would run none of them.</summary>
[Parallelizable]
public sealed class WorkbookFileTests
{
    [Test]
    public void Every_kind_of_value_reads_back_as_it_was()
    {
        object?[] values =
        [
            "0042137", null, "", " outer space ", "a \"quote\", comma", "two\nlines", "Peña 学生 🎓", "=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "_x0041_ is no A", "bell \a and \u0001",
            new DateOnly(2026, 3, 13), new DateTime(2026, 3, 13, 14, 5, 9, DateTimeKind.Unspecified), new DateOnly(1899, 12, 31), new DateOnly(1900, 1, 15),
            -1.5m, 0.1, 123456789012345L, 12345678901234567L, new System.Numerics.BigInteger(77), (short)1, double.NaN,
        ];
        string[] expected =
        [
            "0042137", "", "", " outer space ", "a \"quote\", comma", "two\nlines", "Peña 学生 🎓", "=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "_x0041_ is no A", "bell \a and \u0001",
            "2026-03-13", "2026-03-13T14:05:09", "1899-12-31", "1900-01-15", "-1.5", "0.1", "123456789012345", "12345678901234567", "77", "1", "",
        ];
        var bytes = Written(values);
        Assert.That(Read(bytes)[1], Is.EqualTo(expected));
        var sheet = Sheet(bytes);
        Assert.That(sheet, Does.Contain("state=\"frozen\"").And.Not.Contain("<f>"), "the header stays in sight, and nothing is a formula");
    }

    [Test]
    public void More_rows_than_a_sheet_holds_are_refused_with_advice()
    {
        using var stream = new MemoryStream();
        using var book = new WorkbookFile(stream, "seen.mark", mostRows: 3);
        book.Header(["a"]);
        book.Row([1]);
        book.Row([2]);
        Assert.That(() => book.Row([3]), Throws.TypeOf<ExportRefused>().With.Message.Contains("--format csv").And.Message.Contains("parquet"));
    }

    [Test]
    public void A_text_that_no_cell_holds_is_refused_and_not_cut() =>
        Assert.That(() => Written(new string('x', 32_768)), Throws.TypeOf<ExportRefused>().With.Message.Contains("row 2").And.Message.Contains("c0"));

    [Test]
    public void Every_view_of_a_district_says_the_same_as_its_csv()
    {
        using var district = new ImportedDistrict();
        foreach (var samples in new[] { "edfi", "sis", "oneroster" })
            district.Importer.Import([Repository.File("sample-data", "formats", samples)], ImportBench.Options with { Source = samples });
        var reader = district.Warehouse.As(Viewer.Operator("test"));
        long rows = 0;
        foreach (var view in reader.Views())
        {
            List<string> said = [];
            reader.Rows(view, names => said.Add(Line(names)), values => said.Add(Line(values.Select(Text))));
            using var xlsx = new MemoryStream();
            Assert.That(ViewExport.Workbook(reader, view, xlsx), Is.EqualTo(said.Count - 1), view);
            Assert.That(Read(xlsx.ToArray()).Select(Line), Is.EqualTo(said), view);
            rows += said.Count - 1;
        }
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reader.Views().Count} views, {rows:N0} rows read back"));
        Assert.That(rows, Is.GreaterThan(50));
    }

    static string Line(IEnumerable<string> fields) => string.Join('\u001f', fields);

    static string Text(object? value) => value switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        // To the second, as our reader tells a moment.
        DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.##########", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    static byte[] Written(params object?[] values)
    {
        using var stream = new MemoryStream();
        using (var book = new WorkbookFile(stream, "seen.a_view_with_a_very_long_name_indeed"))
        {
            book.Header([.. values.Select((_, i) => $"c{i}")]);
            book.Row(values);
            book.Finish();
        }
        return stream.ToArray();
    }

    static DeliveredFile File(string name, byte[] bytes) => new(name, () => new MemoryStream(bytes));

    static List<IReadOnlyList<string>> Read(byte[] workbook) => Records(Workbook.Sheets(File("v.xlsx", workbook), new ImportLimits()).Single());

    static List<IReadOnlyList<string>> Records(RecordSource source)
    {
        List<IReadOnlyList<string>> rows = [];
        using var records = source.Open(new ImportLimits());
        while (records.Read())
            rows.Add([.. records.Fields.Take(records.Count)]);
        return rows;
    }

    static string Sheet(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        using var text = new StreamReader(zip.Entries.Single(e => e.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)).Open(), Encoding.UTF8);
        return text.ReadToEnd();
    }
}
