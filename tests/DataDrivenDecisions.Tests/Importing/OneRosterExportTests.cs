using System.IO.Compression;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Exporting;
using DataDrivenDecisions.SampleDistrict;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>A roster that goes out as OneRoster 1.1 and comes back changes nothing, and in an empty district gives the same bundle byte for byte.</summary>
[Parallelizable]
public sealed class OneRosterExportTests
{
    static readonly DateTimeOffset At = new(2026, 3, 13, 18, 0, 0, TimeSpan.Zero);

    readonly string _folder = Directory.CreateTempSubdirectory("ddd-exported-").FullName;
    int _bundles;

    [OneTimeTearDown]
    public void Clear() => Directory.Delete(_folder, recursive: true);

    string Export(ImportedDistrict district, Viewer? viewer = null)
    {
        var path = Path.Combine(_folder, $"exported{++_bundles}.zip");
        using var zip = File.Create(path);
        new OneRosterExport(district.Warehouse.As(viewer ?? Viewer.Operator("test")), "test", At).Write(zip);
        return path;
    }

    static SortedDictionary<string, string> Files(string zip)
    {
        using var archive = ZipFile.OpenRead(zip);
        return new SortedDictionary<string, string>(archive.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var text = new StreamReader(e.Open());
            return text.ReadToEnd();
        }, StringComparer.Ordinal), StringComparer.Ordinal);
    }

    static readonly ImportOptions Options = ImportBench.Options with { Source = "sis" };

    void ComesBackUnchanged(ImportedDistrict district, DateOnly day)
    {
        var hash = district.Warehouse.Hash();
        var exported = Export(district);
        TestContext.Out.WriteLine(string.Join(", ", Files(exported).Select(f => $"{f.Key} {f.Value.Count(c => c == '\n') - 1}")));
        foreach (var source in new[] { "sis", "another" })
        {
            var back = district.Importer.Import([exported], Options with { Source = source });
            Assert.That(back.Select(r => (r.File, r.State, r.Loaded, r.EndedByAbsence, r.Rejected, r.Duplicate)), Is.EqualTo(back.Select(r => (r.File, r.State, 0L, 0L, 0L, 0L))), source);
            Assert.That(back.Select(r => r.State), Has.None.EqualTo(ImportState.Refused).And.None.EqualTo(ImportState.Held), source);
            Assert.That(district.Warehouse.Hash(), Is.EqualTo(hash), source);
        }
        using var empty = new ImportedDistrict(day);
        empty.Importer.Import([exported], Options);
        Assert.That(Files(Export(empty)), Is.EqualTo(Files(exported)));
    }

    [Test]
    public void The_sample_district_comes_back_unchanged()
    {
        using var district = ImportedDistrict.OfSmallSample();
        ComesBackUnchanged(district, MapleValley.Day);
    }

    [TestCase("oneroster/rosterhub_en/oneroster.zip")]
    [TestCase("oneroster/edfi_lms_toolkit/OneRoster 1.0 Sample Data", Category = "Slow")]
    [TestCase("oneroster/edfi_lms_toolkit/OneRoster 1.1 Sample Data", Category = "Slow")]
    [TestCase("oneroster/moodle_catalyst/Test_full_data_set.zip")]
    [TestCase("oneroster/moodle_catalyst/Test_minimal_data_set.zip", Category = "Slow")]
    [TestCase("oneroster/moodle_catalyst/oneroster_test_data.zip")]
    public void A_published_bundle_comes_back_unchanged(string bundle)
    {
        using var district = new ImportedDistrict();
        var first = district.Importer.Import([RealData.Path(bundle)], ImportBench.Options with { Source = "sis" });
        Assume.That(first.Sum(r => r.Loaded), Is.GreaterThan(0));
        ComesBackUnchanged(district, ImportBench.Today);
    }

    [Test]
    public void Who_sees_a_part_gets_it_as_a_delta_that_ends_nothing()
    {
        using var district = ImportedDistrict.OfSmallSample();
        var school = district.Ask<string>("SELECT school_id FROM seen.school WHERE school_kind = 'school' ORDER BY 1")[0];
        var hash = district.Warehouse.Hash();
        var part = Export(district, Viewer.SignedIn("principal", ["school:" + school], []));
        var (own, all) = (Files(part), Files(Export(district)));
        Assert.That(own["users.csv"].Split('\n'), Has.Length.InRange(3, all["users.csv"].Split('\n').Length - 1));
        Assert.That(own["manifest.csv"], Does.Contain("file.users,delta").And.Not.Contain("bulk"));
        district.Importer.Import([part], Options);
        Assert.That(district.Warehouse.Hash(), Is.EqualTo(hash));
        Assert.That(Files(Export(district, Viewer.Nobody)).Keys, Is.EqualTo(new[] { "manifest.csv" }));
    }
}
