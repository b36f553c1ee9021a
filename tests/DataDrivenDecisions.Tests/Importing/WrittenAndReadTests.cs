using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Importing.Mapping.Detecting;
using DataDrivenDecisions.Importing.Matching;
using DataDrivenDecisions.Importing.Reading.Sources;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>What the program writes as a table or a profile it reads back as the same.</summary>
[Parallelizable]
public sealed class WrittenAndReadTests
{
    static readonly string[] Pieces =
    [
        "0042", "a", "é", "e\u0301", "名", "🙂", "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r\n", " ", "'", "=1+1", "+", "-5", "@SUM(A1)", "\u00A0", "\u202E", "1e5", "03/04/2026", "\\", "<b>",
    ];

    static IEnumerable<string> Samples => Directory.GetFiles(Repository.File("sample-data", "formats"), "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(f => Path.GetRelativePath(Repository.File("sample-data", "formats"), f));

    [TestCase(','), TestCase(';'), TestCase('\t'), TestCase('|')]
    public void Any_fields_written_as_lines_are_read_as_they_were(char delimiter)
    {
        var random = new Random(delimiter);
        var rows = Enumerable.Range(0, 2000).Select(_ => Fields(random)).ToList();
        var text = string.Concat(rows.Select(r => CsvText.Line(r, delimiter) + "\r\n"));

        Assert.That(Read(text, delimiter), Is.EqualTo(rows));
    }

    [Test]
    public void Records_for_spreadsheets_are_read_as_they_were_but_for_the_guard_before_formulas()
    {
        var random = new Random(7);
        var rows = Enumerable.Range(0, 2000).Select(_ => Fields(random)).ToList();
        using var written = new StringWriter();
        foreach (var row in rows)
            CsvText.Record(written, [.. row]);

        var read = Read(written.ToString(), ',');

        Assert.That(read.SelectMany(r => r).Where(f => f.Length > 0 && "=+-@\t\r\n".Contains(f[0], StringComparison.Ordinal)), Is.Empty, "nothing runs in a spreadsheet");
        Assert.That(read.Zip(rows, (r, w) => r.Zip(w, (a, b) => CsvText.Unguarded(a) == b).All(same => same)), Is.All.True);
    }

    [Test]
    public void Rejected_rows_that_are_brought_again_as_they_were_are_rejected_for_the_same_reasons()
    {
        const string header = "student_number,school_number,attendance_date,attendance_code,portion_absent,reason";
        using var bench = new ImportBench();
        var first = bench.ImportText(header + "\n0000017,0110,2026-09-02,U,1,\n0000018,0110,2026-02-30,U,1,\"said, \"\"ill\"\"\"\n,0110,2026-09-02,U,1,\n0000019,0110,2027-09-03,U,1,é 名\n0000020,0110,2026-09-03\n0000021,0110,2026-09-03,U,7,\n");
        using var written = new StringWriter();
        RejectsFile.Write(written, first.Rejects.Select(r => (first.File, r)));

        var rejects = Read(written.ToString(), ',');
        var again = bench.ImportText(string.Join('\n', rejects.Skip(1).Select(r => r[6]).Prepend(header)) + "\n", "again.csv");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Rejected, Is.EqualTo(5));
            Assert.That(rejects.Skip(1).Select(r => r[3]), Is.EqualTo(first.Rejects.Select(r => r.Rule)));
            Assert.That(again.Rejects.Select(r => (r.Rule, r.Column, r.OriginalLine)), Is.EqualTo(first.Rejects.Select(r => (r.Rule, r.Column, r.OriginalLine))));
            Assert.That(again.RowsIn, Is.EqualTo(first.Rejected));
        }
    }

    [TestCaseSource(nameof(Samples))]
    public void A_suggested_mapping_saved_and_loaded_is_written_the_same(string sample)
    {
        var suggested = MappingSuggester.Suggest(Repository.File("sample-data", "formats", sample), null, new RosterLook(RosterIds.Of([]), [], ImportBench.Today)).Profile with { Name = "Saved" };

        var written = ProfileText.Of(suggested);

        Assert.That(ProfileText.Of(ProfileFile.Parse("saved.json", written)), Is.EqualTo(written));
    }

    static string[] Fields(Random random) =>
        [.. Enumerable.Range(0, random.Next(2, 7)).Select(_ => string.Concat(Enumerable.Range(0, random.Next(0, 5)).Select(_ => Pieces[random.Next(Pieces.Length)])))];

    static List<string[]> Read(string text, char delimiter)
    {
        using var reader = new DelimitedReader(new StringReader(text), Cutting.With(delimiter), ImportLimits.Default);
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. reader.Fields.Take(reader.Count)]);
        return rows;
    }
}
