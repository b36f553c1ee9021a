using System.IO.Compression;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.SampleDistrict;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>In which order a system writes its rows and columns says nothing: what the warehouse knows afterwards is the same.</summary>
[Parallelizable]
public sealed class ShuffledFilesTests
{
    string _folder = null!;
    (string Hash, IReadOnlyList<string> Fates) _sample, _formats;

    [OneTimeSetUp]
    public void MakeSample()
    {
        _folder = Directory.CreateTempSubdirectory("ddd-shuffled-").FullName;
        MapleValley.Write(Path.Combine(_folder, "sample"), new SampleOptions { Students = 200 });
        _sample = Import(SampleZips.Select(z => Path.Combine(_folder, "sample", z)), MapleValley.Day);
        _formats = Import(FormatFolders, ImportBench.Today);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    static IEnumerable<string> SampleZips => MapleValley.HistoryZips.Concat(MapleValley.TodayZips);

    static IEnumerable<string> FormatFolders => Directory.GetDirectories(Repository.File("sample-data", "formats")).Order(StringComparer.Ordinal);

    [TestCase(1), TestCase(2, Category = "Slow")]
    public void The_sample_district_shuffled_is_the_same_district(int seed) =>
        AssertSame(_sample, Import(SampleZips.Select(z => Shuffled(Path.Combine(_folder, "sample", z), z, seed)), MapleValley.Day));

    [TestCase(3)]
    public void The_sample_of_every_format_shuffled_says_the_same(int seed) =>
        AssertSame(_formats, Import(FormatFolders.Select(f => Shuffled(f, Path.GetFileName(f), seed)), ImportBench.Today));

    [Test]
    public void Rows_that_contradict_each_other_are_settled_alike_in_any_order()
    {
        var written = Contradictions(new Random(1));
        var first = Import([written], ImportBench.Today);
        TestContext.Out.WriteLine(string.Join('\n', first.Fates));

        for (var seed = 1; seed <= 2; seed++)
            AssertSame(first, Import([Shuffled(written, Path.Combine($"{seed}", "contradictions.zip"), seed)], ImportBench.Today));
    }

    /// <summary>A roster and days in which ids, numbers, roles and days occur again and again with other values.</summary>
    string Contradictions(Random random)
    {
        string Any(params string[] values) => values[random.Next(values.Length)];
        string Lines(int count, Func<string> line) => string.Concat(Enumerable.Range(0, count).Select(_ => line() + "\n"));
        (string Name, string Text)[] files =
        [
            ("manifest.csv", "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.orgs,bulk\nfile.users,bulk\nfile.roles,bulk\nfile.classes,bulk\nfile.enrollments,bulk\n"),
            ("orgs.csv", "sourcedId,status,name,type,identifier\n" + Lines(6, () => $"s{random.Next(3)},{Any("active", "")},{Any("First", "Second")},school,0{random.Next(2)}10")),
            ("users.csv", "sourcedId,status,givenName,familyName,identifier,grades\n" + Lines(40, () => $"u{random.Next(12)},{Any("active", "active", "tobedeleted")},{Any("Ann", "Bo", "")}A,Test,{Any("", "7", "8", "9")},{Any("09", "10", "")}")),
            ("roles.csv", "sourcedId,userSourcedId,roleType,role,orgSourcedId\n" + Lines(40, () => $"r{random.Next(30)},u{random.Next(12)},{Any("primary", "secondary")},{Any("student", "student", "teacher")},s{random.Next(3)}")),
            ("classes.csv", "sourcedId,title,courseSourcedId,schoolSourcedId\n" + Lines(6, () => $"k{random.Next(3)},{Any("Art", "Biology")},c{random.Next(2)},s{random.Next(3)}")),
            ("enrollments.csv", "sourcedId,classSourcedId,userSourcedId,role,schoolSourcedId\n" + Lines(60, () => $"e{random.Next(20)},k{random.Next(3)},u{random.Next(12)},{Any("student", "teacher")},s{random.Next(3)}")),
            ("attendance.csv", "student_number,school_number,attendance_date,attendance_code,portion_absent,reason\n" + Lines(60, () => $"{random.Next(5, 11)},s{random.Next(3)},2026-09-0{random.Next(1, 4)},{Any("U", "E", "T")},1,{Any("", "Bus")}")),
        ];
        Directory.CreateDirectory(Path.Combine(_folder, "contradictions"));
        var path = Path.Combine(_folder, "contradictions", "contradictions.zip");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, text) in files)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(text);
        }
        return path;
    }

    [TestCase("oneroster/moodle_catalyst/Test_full_data_set.zip")]
    [TestCase("oneroster/rosterhub_en/oneroster.zip")]
    [TestCase("oneroster/edfi_lms_toolkit/OneRoster 1.1 Sample Data", Category = "Slow")]
    [TestCase("sds/v1/100 Users", Category = "Slow")]
    [TestCase("sds/v2.1")]
    [TestCase("sis/contoso/batch2")]
    [TestCase("lms/edfi_starter_kit_sample")]
    public void A_published_folder_shuffled_says_the_same(string relative)
    {
        var path = RealData.Path(relative);

        AssertSame(Import([path], ImportBench.Today), Import([Shuffled(path, Path.GetFileName(path), 7)], ImportBench.Today));
    }

    string Shuffled(string source, string name, int seed) =>
        new ShuffledTables(seed).Delivery(source, Path.Combine(_folder, TestContext.CurrentContext.Test.ID, name));

    static (string Hash, IReadOnlyList<string> Fates) Import(IEnumerable<string> deliveries, DateOnly today)
    {
        using var district = new ImportedDistrict(today);
        var reports = deliveries.SelectMany(district.Import).ToList();
        return (district.Warehouse.Hash(), [.. reports.Select(Fate)]);
    }

    static string Fate(ImportReport r) =>
        $"{r.File} {r.Format} {r.State}: {r.RowsIn} in, {r.Loaded} loaded, {r.Unchanged} unchanged, {r.Rejected} rejected, {r.Duplicate} duplicate; {string.Join(", ", r.Causes.Select(c => $"{c.Rule} {c.Column} {c.Count}").Order(StringComparer.Ordinal))}{r.Refusal}";

    static void AssertSame((string Hash, IReadOnlyList<string> Fates) whole, (string Hash, IReadOnlyList<string> Fates) shuffled)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shuffled.Fates, Is.EquivalentTo(whole.Fates));
            Assert.That(shuffled.Hash, Is.EqualTo(whole.Hash));
        }
    }
}
