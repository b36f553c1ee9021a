using System.Globalization;
using DataDrivenDecisions.Importing;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>Real files from the drop folder into the warehouse and out again.</summary>
[Parallelizable]
public sealed class WarehouseImportTests
{
    static readonly string[] Bundles =
    [
        "oneroster/moodle_catalyst/Test_minimal_data_set.zip",
        "oneroster/moodle_catalyst/Test_full_data_set.zip",
        "oneroster/moodle_catalyst/oneroster_test_data.zip",
        "oneroster/rosterhub_en/oneroster.zip",
        "oneroster/edfi_lms_toolkit/OneRoster 1.0 Sample Data",
        "oneroster/edfi_lms_toolkit/OneRoster 1.1 Sample Data",
    ];

    sealed record AttendanceSum
    {
        public string StudentId { get; init; } = "";
        public decimal Enrolled { get; init; }
        public decimal Absent { get; init; }
        public int IsPlaceholder { get; init; }
    }

    [Test]
    public void A_school_without_a_calendar_sends_day_after_day()
    {
        using var district = new ImportedDistrict();
        using var bench = new ImportBench();
        const string header = "student_number,school_number,attendance_date,attendance_code\n";

        var days = new[] { "2026-11-16", "2026-11-17", "2026-11-18" }
            .SelectMany(day => district.Import(bench.File($"attendance-{day}.csv", $"{header}0000001,0110,{day},U\n"))).ToList();

        Assert.That(days.Select(d => (d.Loaded, d.Rejected)), Is.All.EqualTo((1L, 0L)));
    }

    [Test]
    public void Attendance_of_an_SIS_export_agrees_with_the_oracle_for_every_student_and_the_next_delivery_loads_beside_it()
    {
        using var district = new ImportedDistrict();
        const string sums = """
            SELECT a.student_id AS "StudentId", CAST(SUM(a.enrolled_days) AS DECIMAL(12,4)) AS "Enrolled", CAST(SUM(a.absent_days) AS DECIMAL(12,4)) AS "Absent",
                   MAX(s.is_placeholder) AS "IsPlaceholder"
            FROM seen.attendance a JOIN seen.student s ON s.student_key = a.student_key
            WHERE a.school_year = 2022 GROUP BY a.student_id
            """;
        var oracle = File.ReadLines(RealData.Path("oracles/contoso_batch1_attendance_by_student.csv")).Skip(1).Select(l => l.Replace("\"", "", StringComparison.Ordinal).Split(','))
            .ToDictionary(f => f[0], f => (Days: int.Parse(f[2], CultureInfo.InvariantCulture), Present: int.Parse(f[3], CultureInfo.InvariantCulture)));

        var first = district.Import(RealData.Path("sis/contoso/batch1"));
        var read = district.Ask<AttendanceSum>(sums);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Select(r => r.State), Is.All.EqualTo("loaded"));
            Assert.That(first.Single(r => r.File == "studentattendance.csv"), Has.Property("RowsIn").EqualTo(12000L).And.Property("Loaded").EqualTo(12000L));
            Assert.That(read.ToDictionary(r => r.StudentId, r => ((int)r.Enrolled, (int)(r.Enrolled - r.Absent))), Is.EquivalentTo(oracle));
            Assert.That(read, Has.Count.EqualTo(600).And.All.Property("IsPlaceholder").EqualTo(1));
            Assert.That(read.Count(r => r.Absent * 10 >= r.Enrolled), Is.EqualTo(382));
            Assert.That(Math.Round(read.Sum(r => r.Enrolled - r.Absent) / read.Sum(r => r.Enrolled), 6), Is.EqualTo(0.892917m));
        }

        var second = district.Import(RealData.Path("sis/contoso/batch2"));

        Assert.That(second.Select(r => r.State), Is.All.EqualTo("loaded"));
        Assert.That(second.Single(r => r.File == "studentattendance.csv").Loaded, Is.EqualTo(20));
        Assert.That(district.Ask<AttendanceSum>(sums), Is.EquivalentTo(read));
    }

    [TestCaseSource(nameof(Bundles))]
    public void A_bundle_loads_with_a_state_per_file_and_no_row_lost(string bundle)
    {
        using var district = new ImportedDistrict();

        var reports = district.Import(RealData.Path(bundle));

        Explain(reports);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reports.Select(r => r.State), Is.All.EqualTo("loaded"), string.Join(' ', reports.Select(r => r.Refusal)));
            Assert.That(reports.Sum(r => r.Loaded + r.Unchanged + r.Rejected + r.Duplicate + r.Held), Is.EqualTo(reports.Sum(r => r.RowsIn)));
            Assert.That(district.Count("student"), Is.GreaterThan(0));
            Assert.That(district.Count("section"), Is.GreaterThan(0));
            Assert.That(district.Count("section_enrollment"), Is.GreaterThan(0));
            Assert.That(reports.SelectMany(r => r.Rejects).Select(r => r.OriginalLine), Is.All.Not.Null);
        }
        Assert.That(district.Import(RealData.Path(bundle)).Select(r => (r.State, r.Loaded)), Is.All.EqualTo(("unchanged", 0L)));
    }

    [Test]
    public void Bundles_of_several_vendors_live_beside_each_other_in_one_district()
    {
        using var district = new ImportedDistrict();

        var states = Bundles.Append("sis/contoso/batch1").SelectMany(b => district.Import(RealData.Path(b))).Select(r => r.State).ToList();

        Assert.That(states, Is.All.EqualTo("loaded").Or.EqualTo("unchanged"));
    }

    [TestCase("vendor/MAP_Growth/sample_anonymized_file.csv", 7)]
    [TestCase("vendor/i-Ready/sample_anonymized_file_ela.csv", 5)]
    [TestCase("vendor/i-Ready/sample_anonymized_file_math.csv", 5)]
    [TestCase("vendor/oea_iready/diagnostic_results_ela/ela.csv", 1022)]
    [TestCase("vendor/oea_iready/diagnostic_results_math/math.csv", 1002)]
    public void Assessments_of_students_who_are_not_on_the_roster_are_rejected_each_with_its_line(string file, int rows)
    {
        using var district = new ImportedDistrict();

        var report = district.Import(RealData.Path(file)).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((report.RowsIn, report.Rejected), Is.EqualTo(((long)rows, (long)rows)));
            Assert.That(report.Causes.Select(c => c.Rule), Is.EqualTo((string[])["student-not-on-roster"]));
            Assert.That(report.Rejects.Select(r => r.OriginalLine), Is.All.Not.Empty);
            Assert.That(district.Count("student"), Is.Zero);
        }
    }

    [Test]
    public void A_row_with_a_slip_does_not_end_what_it_names()
    {
        using var bench = new ImportBench();
        using var district = new ImportedDistrict();
        const string manifest = "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users,bulk\nfile.classes,bulk\nfile.enrollments,bulk\n";
        var users = "sourcedId,role,givenName,familyName,orgSourcedIds\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"u{i},student,A,B,o1\n"));
        const string classes = "sourcedId,title,courseSourcedId,schoolSourcedId\nk1,Algebra,c1,o1\n";
        string Enrollments(string ofSeven, int last) => "sourcedId,classSourcedId,userSourcedId,role,beginDate\n"
            + string.Concat(Enumerable.Range(1, last).Select(i => $"e{i},k1,u{i},student,{(i == 7 ? ofSeven : "2026-09-01")}\n"));
        IReadOnlyList<ImportReport> Night(string folder, string enrollments)
        {
            foreach (var (name, text) in ((string, string)[])[("manifest.csv", manifest), ("users.csv", users), ("classes.csv", classes), ("enrollments.csv", enrollments)])
                bench.File($"{folder}/roster/{name}", text);
            return district.Import(Path.Combine(bench.Folder, folder, "roster"));
        }
        Night("1", Enrollments("2026-09-01", 30));

        var second = Night("2", Enrollments("2026-09-31", 29));

        Assert.That(second.Single(r => r.Format == "OneRoster enrollments"), Has.Property("Rejected").EqualTo(1L).And.Property("EndedByAbsence").EqualTo(1L));
        Assert.That(district.Ask<string>("SELECT student_id FROM seen.section_enrollment WHERE is_current = 1"), Does.Contain("u7").And.Not.Contain("u30"));
    }

    [Test]
    public void A_bundle_of_which_no_enrollment_loads_is_refused_before_anything_is_committed()
    {
        using var bench = new ImportBench();
        using var district = new ImportedDistrict();
        const string users = "sourcedId,role,givenName,familyName,orgSourcedIds\nu1,student,A,B,o1\n";
        district.Import(bench.Zip("before.zip", ("users.csv", users)));
        string Known() => $"{district.Warehouse.Hash()} {string.Join(' ', district.Ask<long>("SELECT \"load\" FROM seen.load ORDER BY 1"))}";
        var known = Known();

        var reports = district.Import(bench.Zip("useless.zip", ("users.csv", users + "u2,student,C,D,o1\n"), ("enrollments.csv", "sourcedId,classSourcedId,userSourcedId,role\n,k1,u1,student\n")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reports.Select(r => (r.State, r.Loaded, r.Batch)), Is.All.EqualTo(("refused", 0L, (long?)null)));
            Assert.That(reports.Select(r => r.Refusal), Is.All.Contains("No row of enrollments"));
            Assert.That(reports.SelectMany(r => r.Rejects), Has.Exactly(1).Items, "the cause is told");
            Assert.That(Known(), Is.EqualTo(known));
        }
    }

    static void Explain(IReadOnlyList<ImportReport> reports)
    {
        foreach (var r in reports)
            TestContext.Out.WriteLine($"{r.File}: {r.RowsIn} in, {r.Loaded} loaded, {r.Unchanged} unchanged, {r.Duplicate} duplicate, {r.Rejected} rejected ({string.Join(", ", r.Causes.Select(c => c.Rule))})");
    }
}
