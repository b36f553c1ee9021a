using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Formats;
using DataDrivenDecisions.Importing.Mapping;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>What every format keeps to: it is listed, it is told apart from the others, and it brings a sample that loads.</summary>
[Parallelizable]
public sealed class FormatContractTests
{
    // What the formats share; every other file of their folder is a format.
    static readonly string[] Helpers = ["EdFiFormat", "OneRosterFormat", "LmsFormat", "SchoolDataSyncFormat", "CleverFormat", "SisFormat", "SisLayout", "Words", "CodeTable", "Races", "AssessmentProfile", "BoundProfile", "ProfileDates", "ProfileFiles", "ProfileNumbers", "ProfileRow", "ProfileTexts"];

    static IEnumerable<TestCaseData> Formats => Format.All.Select(f => new TestCaseData(f).SetArgDisplayNames(f.Name));

    // XML, JSON and fixed positions have no header line to shuffle.
    static IEnumerable<TestCaseData> Delimited => Format.All.Where(f => f.Sample.EndsWith(".csv", StringComparison.Ordinal) && !f.NeedsFamily).Select(f => new TestCaseData(f).SetArgDisplayNames(f.Name));

    [Test]
    public void Every_file_of_the_formats_folder_is_listed()
    {
        // A mapping is a district's own format and stands in its records.
        var written = typeof(Format).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Format)) && !t.IsAbstract && t != typeof(MappedFormat)).Select(t => t.Name);
        var files = Directory.GetFiles(Repository.File("src", "DataDrivenDecisions", "Importing", "Formats"), "*.cs", SearchOption.AllDirectories).Select(f => Path.GetFileNameWithoutExtension(f)!);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Format.All.Select(f => f.GetType().Name).Distinct(), Is.EquivalentTo(written));
            Assert.That(files.Except(Format.All.Select(f => f.GetType().Name)), Is.EquivalentTo(Helpers), "every other file is a format");
        }
    }

    [Test]
    public void Names_are_unique() => Assert.That(Format.All.Select(f => f.Name.ToLowerInvariant()), Is.Unique);

    [TestCaseSource(nameof(Formats))]
    public void The_sample_is_recognised_and_loads_without_a_reject(Format format)
    {
        using var bench = new ImportBench();

        // An XML holds records of several kinds, each for a format of its own; some files are understood only beside others.
        var sample = Repository.File("sample-data", "formats", format.Sample);
        var reports = bench.Import(format.NeedsFamily ? Path.GetDirectoryName(sample)! : sample);
        var report = reports.SingleOrDefault(r => r.Format == format.Name) ?? reports[0];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Format, Is.EqualTo(format.Name));
            Assert.That(report.State, Is.EqualTo("loaded"), report.Refusal);
            Assert.That(report.Rejects.Select(r => r.Rule), Is.Empty);
            Assert.That(report.Loaded, Is.EqualTo(report.RowsIn).And.GreaterThan(0));
        }
    }

    [TestCaseSource(nameof(Delimited))]
    public void Columns_may_come_in_any_order_and_case_and_with_others_between(Format format)
    {
        using var bench = new ImportBench();
        var lines = File.ReadAllLines(Repository.File("sample-data", "formats", format.Sample)).Where(l => !l.Contains('"', StringComparison.Ordinal)).ToList();
        var delimiter = Delimiter(lines[0]);
        string Turned(string line, string extra) => string.Join('\t', line.Split(delimiter).Reverse().Prepend(extra));

        var report = bench.ImportText(string.Join('\n', lines.Select((l, i) => i == 0 ? Turned(l, "local note").ToUpperInvariant() : Turned(l, "x"))), format.UsualFile ?? "file.csv");

        Assert.That((report.Format, report.Rejected, report.Loaded), Is.EqualTo((format.Name, 0L, (long)lines.Count - 1)), report.Refusal);
    }

    [TestCaseSource(nameof(Delimited))]
    public void Required_columns_that_are_blank_reject_the_row_and_never_throw(Format format)
    {
        using var bench = new ImportBench();
        var header = File.ReadLines(Repository.File("sample-data", "formats", format.Sample)).First();
        var delimiter = Delimiter(header);
        var columns = header.Split(delimiter).Length;
        var blankButOne = string.Join(delimiter, Enumerable.Range(0, columns).Select(i => i == Math.Min(1, columns - 2) ? "x" : ""));

        var report = bench.ImportText($"{header}\n{blankButOne}\n", format.UsualFile ?? "file.csv");

        Assert.That((report.RowsIn, report.Rejected), Is.EqualTo((1L, 1L)));
    }

    static char Delimiter(string header) => header.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';

    [Test]
    public void Assessments_never_make_students() =>
        Assert.That(Format.All.Where(f => f.Turn == Turn.Assessments).Select(f => f.NeedsKnownStudents), Is.All.True);

    [Test]
    public void A_file_ends_nothing_unless_its_format_says_why() =>
        Assert.That(Format.All.Where(f => f.Merge != Merge.Update), Is.All.InstanceOf<DailyAttendance>());
}
