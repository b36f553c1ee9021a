using System.Text.Json;
using DataDrivenDecisions.Importing;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>
/// Small files of every kind that goes wrong, each with what must become of it: accepted, accepted with rejects, held or refused, and how many rows.
/// Every one is tried against the same roster, in a load that is taken back, so that none changes what the next one meets.
/// </summary>
[Parallelizable]
public sealed class CorpusTests
{
    static readonly DateOnly Today = new(2026, 3, 13);
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    // One source for all, so that a roster that leaves students out is a newer roster of the same SIS.
    const string Source = "corpus";
    ImportedDistrict _district = null!;

    static string Folder => Repository.File("tests", "DataDrivenDecisions.Tests", "Corpus");

    static IEnumerable<TestCaseData> Cases => Directory.EnumerateFiles(Folder, "*.expected.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(path => new TestCaseData(path[..^".expected.json".Length]).SetArgDisplayNames(Path.GetRelativePath(Folder, path)[..^".expected.json".Length].Replace('\\', '/')));

    /// <summary>What must become of a file.</summary>
    public sealed record Expected
    {
        public required string Outcome { get; init; }
        public long RowsIn { get; init; }
        public long Loaded { get; init; }
        public long Unchanged { get; init; }
        public long Rejected { get; init; }
        public long Duplicate { get; init; }
        public long Held { get; init; }

        /// <summary>The rules that rejected rows, where the case is about the rule.</summary>
        public IReadOnlyList<string>? Rules { get; init; }

        /// <summary>What people must be told, word for word, where the case is about that.</summary>
        public IReadOnlyList<string> Says { get; init; } = [];
    }

    [OneTimeSetUp]
    public void Roster()
    {
        _district = new ImportedDistrict(Today);
        Load("roster.zip");
        Load("calendar.csv");
        Load("school_enrollment.csv");

        void Load(string file) => Assert.That(_district.Importer.Import([Path.Combine(Folder, file)], ImportBench.Options with { Source = Source }).Select(r => (r.State, r.Rejected)), Is.All.EqualTo((ImportState.Loaded, 0L)), file);
    }

    [OneTimeTearDown]
    public void Close() => _district.Dispose();

    [TestCaseSource(nameof(Cases))]
    public void Every_file_ends_as_expected(string name)
    {
        var expected = JsonSerializer.Deserialize<Expected>(File.ReadAllText(name + ".expected.json"), Json)!;
        var file = Directory.EnumerateFiles(Path.GetDirectoryName(name)!, Path.GetFileName(name) + ".*").Single(f => !f.EndsWith(".json", StringComparison.Ordinal));

        var reports = _district.Importer.Import([file], ImportBench.Options with { DryRun = true, Source = Source });

        var outcome = reports.Any(r => r.State == ImportState.Refused) ? "refuse"
            : reports.Any(r => r.Holds.Count > 0 || r.Held > 0) ? "hold"
            : reports.Any(r => r.Rejected > 0) ? "accept_with_rejects" : "accept";
        long Sum(Func<ImportReport, long> of) => reports.Sum(of);
        var told = string.Join('\n', reports.Select(r => $"{r.File}: {r.State} {r.Refusal} {string.Join("; ", r.Rejects.Select(j => $"{j.Line} {j.Rule}"))} {string.Join("; ", r.Holds)} {string.Join("; ", r.Warnings)}"));
        Assert.That((outcome, Sum(r => r.RowsIn), Sum(r => r.Loaded), Sum(r => r.Unchanged), Sum(r => r.Rejected), Sum(r => r.Duplicate), Sum(r => r.Held)),
            Is.EqualTo((expected.Outcome, expected.RowsIn, expected.Loaded, expected.Unchanged, expected.Rejected, expected.Duplicate, expected.Held)), told);
        using (Assert.EnterMultipleScope())
        {
            if (expected.Rules is { } rules)
                Assert.That(reports.SelectMany(r => r.Rejects).Select(r => r.Rule).Distinct(), Is.EquivalentTo(rules), told);
            foreach (var words in expected.Says)
                Assert.That(told, Does.Contain(words));
            // Whatever is refused or rejected says what to do.
            Assert.That(reports.SelectMany(r => r.Rejects).Select(r => r.Fix), Has.None.Empty);
            Assert.That(reports.Where(r => r.State == ImportState.Refused).Select(r => r.Refusal), Has.None.Null.And.None.Empty);
            // The law holds for every file that was read.
            Assert.That(reports.Where(r => r.State != ImportState.Refused).Select(r => r.Loaded + r.Unchanged + r.Rejected + r.Duplicate + r.Held - r.RowsIn), Is.All.Zero);
        }
    }

    [Test]
    public void The_corpus_holds_a_hundred_and_fifty_files_of_ten_kinds()
    {
        Assert.That(Cases.Count(), Is.AtLeast(150));
        Assert.That(Directory.EnumerateDirectories(Folder).Count(), Is.AtLeast(10));
    }
}
