using System.IO.Compression;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Exporting;
using DataDrivenDecisions.SampleDistrict;
using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Warehouse.Exchange;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>What goes out as Ed-Fi tables and comes back changes nothing, and in an empty district gives the same tables byte for byte.</summary>
[Parallelizable]
public sealed class EdFiExportTests
{
    readonly string _folder = Directory.CreateTempSubdirectory("ddd-edfi-").FullName;
    int _bundles;

    [OneTimeTearDown]
    public void Clear() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_sample_district_comes_back_unchanged()
    {
        using var district = ImportedDistrict.OfSmallSample();
        ComesBackUnchanged(district, MapleValley.Day, "another");

        var school = district.Ask<string>("SELECT school_id FROM seen.school WHERE school_kind = 'school' ORDER BY 1")[0];
        var part = Files(Export(district, Viewer.SignedIn("principal", ["school:" + school], [])));
        var all = Files(Export(district));
        Assert.That(Lines(part["students.csv"]), Is.InRange(1, Lines(all["students.csv"]) - 1), "who sees a part gets a part");
        Assert.That(Lines(part["studentProgramAssociations.csv"]), Is.LessThan(Lines(all["studentProgramAssociations.csv"])), "and nothing sensitive");
        Assert.That(Files(Export(district, Viewer.Nobody)), Is.Empty);
    }

    [TestCase("edfi/xml_ds5", Category = "Slow")]
    [TestCase("edfi/api_json")]
    public void Published_Ed_Fi_files_come_back_unchanged(string files)
    {
        using var district = new ImportedDistrict();
        var first = district.Importer.Import([RealData.Path(files)], ImportBench.Options);
        Assume.That(first.Sum(r => r.Loaded), Is.GreaterThan(0));
        ComesBackUnchanged(district, ImportBench.Today, "state", "another");
    }

    [Test]
    public void Credits_of_transcripts_come_back_unchanged_and_go_to_nobody_of_another_school()
    {
        using var district = new ImportedDistrict();
        district.Importer.Import([.. new[] { "schools", "students", "studentSchoolAssociations" }.Select(t => Repository.File("sample-data", "formats", "edfi-tables", t + ".csv"))], ImportBench.Options);
        var file = Path.Combine(_folder, "transcript_credits.csv");
        File.WriteAllLines(file,
        [
            "student_number,school_year,term,course_code,course_name,subject,earned_at,result,method,grade_level,mark,percent,credits_attempted,credits_earned,posted_date",
            "0040017,2024-25,S2,ALG1,Algebra I,Mathematics,\"Cedar Falls High School, North\",Fail,Transfer credit,09,F,51,0.5,0,2025-08-20",
            "0040017,2024-25,S2,ALG1,Algebra I,Mathematics,\"Cedar Falls High School, North\",Pass,Credit recovery,09,D,61.25,0.5,0.5,2025-08-20",
            "0040018,2023-24,,,Spanish I,,,,Credit by examination,,P,,,1,",
        ]);
        var report = district.Importer.Import([file], ImportBench.Options).Single();
        Assert.That((report.Loaded, report.Rejected), Is.EqualTo((3L, 0L)), report.Refusal);

        ComesBackUnchanged(district, ImportBench.Today, "state", "another");

        var credits = Files(Export(district))["courseTranscripts.csv"];
        Assert.That(Lines(credits), Is.EqualTo(3));
        Assert.That(credits, Does.Contain("\"Cedar Falls High School, North\",Pass,Credit recovery,09,D,61.25"));
        Assert.That(Files(Export(district, Viewer.SignedIn("principal", ["school:7001"], []))).Keys, Does.Contain("courseTranscripts.csv"));
        Assert.That(Files(Export(district, Viewer.SignedIn("principal", ["school:o1"], []))).Keys, Does.Not.Contain("courseTranscripts.csv"));
    }

    [Test]
    public void Every_table_has_its_columns_named_once_and_a_format_that_reads_it()
    {
        foreach (var table in EdFiTables.All)
            Assert.That(table.Columns, Is.Unique, table.Name);
        Assert.That(Format.All.Where(f => f.Family == "Ed-Fi tables").Select(f => f.UsualFile), Is.EquivalentTo(EdFiTables.All.Select(t => t.Name + ".csv")));
    }

    void ComesBackUnchanged(ImportedDistrict district, DateOnly day, params string[] sources)
    {
        var hash = district.Warehouse.Hash();
        var exported = Export(district);
        var files = Files(exported);
        TestContext.Out.WriteLine(string.Join(", ", files.Select(f => $"{f.Key} {Lines(f.Value)}")));
        foreach (var source in sources)
        {
            var back = district.Importer.Import([exported], ImportBench.Options with { Source = source });
            Assert.That(back.Select(r => (r.File, r.Format, r.State, r.Loaded, r.EndedByAbsence, r.Rejected, r.Duplicate)),
                Is.EqualTo(back.Select(r => (r.File, r.Format, ImportState.Unchanged, 0L, 0L, 0L, 0L))), source + string.Concat(back.SelectMany(r => r.Rejects.Take(2).Select(j => $" {r.File} {j.Column} {j.Rule}"))));
            Assert.That(back.Select(r => r.Format), Is.EqualTo(back.Select(r => "Ed-Fi table " + Path.GetFileNameWithoutExtension(r.File.Split('!')[^1]))));
            Assert.That(back.Sum(r => r.Unchanged), Is.EqualTo(files.Sum(f => Lines(f.Value))), "every row was known");
            Assert.That(district.Warehouse.Hash(), Is.EqualTo(hash), source);
        }
        using var empty = new ImportedDistrict(day);
        var fresh = empty.Importer.Import([exported], ImportBench.Options);
        Assert.That(fresh.Sum(r => r.Rejected), Is.Zero, string.Concat(fresh.SelectMany(r => r.Rejects.Take(2).Select(j => $" {r.File} {j.Column} {j.Rule}"))));
        Assert.That(Files(Export(empty)), Is.EqualTo(files));
    }

    static long Lines(string text) => text.Split("\r\n").Length - 2;

    string Export(ImportedDistrict district, Viewer? viewer = null)
    {
        var path = Path.Combine(_folder, $"exported{++_bundles}.zip");
        using var zip = File.Create(path);
        new EdFiExport(district.Warehouse.As(viewer ?? Viewer.Operator("test"))).Write(zip);
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
}
