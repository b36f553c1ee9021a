using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>Files that others published go through the reader without a row lost and without an exception.</summary>
[Parallelizable]
public sealed class RealFileTests
{
    ImportBench _bench = null!;

    [SetUp]
    public void Open() => _bench = new ImportBench();

    [TearDown]
    public void Close() => _bench.Dispose();

    [TestCase("oneroster/moodle_catalyst/Test_minimal_data_set.zip", 20, 0)]
    [TestCase("oneroster/moodle_catalyst/Test_full_data_set.zip", 20, 0)]
    [TestCase("oneroster/moodle_catalyst/oneroster_test_data.zip", 9, 0)]
    [TestCase("oneroster/rosterhub_en/oneroster.zip", 62, 0)]
    [TestCase("oneroster/edfi_lms_toolkit/OneRoster 1.0 Sample Data", 51, 0)]
    [TestCase("oneroster/edfi_lms_toolkit/OneRoster 1.1 Sample Data", 51, 0)]
    [TestCase("sis/contoso/batch1", 13144, 0)]
    [TestCase("sis/contoso/batch2", 1069, 0)]
    [TestCase("sis/contoso/day1", 1476, 12)]
    [TestCase("sis/contoso/hello_world/day1", 5200, 4800)]
    [TestCase("edfi/xml_ds5", 5265, 0)]
    [TestCase("edfi/api_json", 3066, 0)]
    [TestCase("sds/v1/25 Users", 74, 0)]
    [TestCase("sds/v1/100 Users", 758, 0)]
    [TestCase("sds/v1/Min Required Attributes", 74, 0)]
    [TestCase("sds/v2.1", 44, 0)]
    [TestCase("lms/edfi_starter_kit_sample", 1176, 0)]
    [TestCase("vendor/MAP_Growth/sample_anonymized_file.csv", 7, 0)]
    [TestCase("vendor/i-Ready/sample_anonymized_file_ela.csv", 5, 0)]
    [TestCase("vendor/i-Ready/sample_anonymized_file_math.csv", 5, 0)]
    [TestCase("vendor/oea_iready/diagnostic_results_ela/ela.csv", 1022, 0)]
    [TestCase("vendor/oea_iready/diagnostic_results_math/math.csv", 1002, 0)]
    public void Every_row_is_read_or_rejected_with_a_reason(string path, int rows, int rejected)
    {
        var reports = _bench.Import(RealData.Path(path));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reports.Select(r => r.State), Is.All.EqualTo("loaded"), string.Join(' ', reports.Select(r => r.Refusal)));
            Assert.That(reports.Sum(r => r.RowsIn), Is.EqualTo(rows));
            Assert.That(reports.Sum(r => r.Rejected), Is.EqualTo(rejected), string.Join(' ', reports.SelectMany(r => r.Causes).Select(c => $"{c.Rule}/{c.Column}")));
            Assert.That(reports.Sum(r => r.Loaded), Is.EqualTo(rows - rejected));
        }
    }

    [Test]
    public void Marks_without_a_school_year_load_when_the_import_names_it()
    {
        var reports = _bench.Import(RealData.Path("sis/contoso/hello_world/day1"), ImportBench.Options with { Year = new(2021) });

        Assert.That(reports.Sum(r => r.Rejected), Is.Zero);
    }

    [Test]
    public void Two_teacher_rows_with_a_field_too_many_are_loaded_and_told()
    {
        var reports = _bench.Import(RealData.Path("oneroster/edfi_lms_toolkit/OneRoster 1.1 Sample Data"));

        Assert.That(reports.Single(r => r.Format == "OneRoster users").Warnings, Has.Some.StartsWith("2 rows had blank fields beyond the last column"));
        Assert.That(_bench.Arrivals.OfType<StaffArrival>().Count(), Is.EqualTo(2));
    }

    [Test]
    public void Both_date_orders_of_one_SIS_are_read_right()
    {
        _bench.Import(RealData.Path("sis/contoso/batch2"));
        var american = _bench.Arrivals.OfType<AttendanceArrival>().Select(a => a.Day).ToList();
        _bench.Import(RealData.Path("sis/contoso/day2"));
        var dayFirst = _bench.Arrivals.OfType<AttendanceArrival>().Select(a => a.Day).ToList();

        Assert.That(american.Max(), Is.EqualTo(new DateOnly(2020, 9, 2)));
        Assert.That((dayFirst.Min(), dayFirst.Max()), Is.EqualTo((new DateOnly(2019, 9, 1), new DateOnly(2020, 5, 30))));
    }

    [Test]
    public void Files_of_other_kinds_are_refused_and_never_misread()
    {
        var reports = Directory.GetFiles(RealData.Path("csv/duckdb"), "*.csv", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(RealData.Path("outcomes/uci_student_performance"), "*.csv"))
            .SelectMany(f => _bench.Import(f)).ToList();

        Assert.That(reports, Has.Count.GreaterThan(5));
        Assert.That(reports.Where(r => r.State != "refused").Select(r => $"{r.File} as {r.Format}"), Is.Empty);
        Assert.That(reports.Select(r => r.Refusal), Is.All.Not.Empty);
    }
}
