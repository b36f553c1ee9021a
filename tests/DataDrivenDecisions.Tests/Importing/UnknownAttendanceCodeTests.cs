using DataDrivenDecisions.Importing;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>A code of attendance that nobody knows is never a day present, and never outweighs a row that knows.</summary>
public sealed class UnknownAttendanceCodeTests
{
    const string Header = "student_number,school_number,attendance_date,attendance_code,portion_absent\n";

    ImportedDistrict _district = null!;
    string _folder = "";

    [SetUp]
    public void Open()
    {
        _district = new ImportedDistrict();
        _folder = Directory.CreateTempSubdirectory("ddd-unknown-").FullName;
    }

    [TearDown]
    public void Close()
    {
        _district.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void It_is_loaded_as_unknown_and_told_with_its_count()
    {
        var report = Import(("attendance.csv", "1,0110,2025-09-02,ZZ,1\n2,0110,2025-09-02,ZZ,1\n"));

        Assert.That((report.State, report.Loaded, report.Rejected), Is.EqualTo(("loaded", 2L, 0L)));
        Assert.That(report.Warnings, Has.Some.Contains("2 rows had the attendance code \"ZZ\", which is not mapped; it counts as unknown"));
        Assert.That(Statuses(), Is.EqualTo((string[])["unknown", "unknown"]));
    }

    [TestCase("1,0110,2025-09-02,ZZ,1\n1,0110,2025-09-02,U,1\n", "absent", TestName = "Before_the_row_that_knows")]
    [TestCase("1,0110,2025-09-02,U,1\n1,0110,2025-09-02,ZZ,1\n", "absent", TestName = "After_the_row_that_knows")]
    [TestCase("1,0110,2025-09-02,ZZ,1\n1,0110,2025-09-02,P,0\n", "present", TestName = "Beside_a_row_that_says_present")]
    [TestCase("1,0110,2025-09-02,ZZ,1\n1,0110,2025-09-02,QQ,1\n", "unknown", TestName = "Beside_another_that_nobody_knows")]
    public void It_stands_behind_a_row_of_the_same_day_that_knows(string rows, string status)
    {
        var report = Import(("attendance.csv", rows));

        Assert.That((report.Loaded, report.Duplicate, report.Rejected), Is.EqualTo((1L, 1L, 0L)));
        Assert.That(Statuses(), Is.EqualTo((string[])[status]));
    }

    [Test]
    public void Two_rows_that_know_and_contradict_each_other_are_as_strict_as_before()
    {
        var report = Import(("attendance.csv", "1,0110,2025-09-02,U,1\n1,0110,2025-09-02,T,0\n1,0110,2025-09-02,ZZ,1\n"));

        Assert.That((report.Loaded, report.Duplicate, report.Rejected, report.Causes.Single().Rule), Is.EqualTo((1L, 1L, 1L, "conflicting-duplicate")));
        Assert.That(Statuses(), Has.Count.EqualTo(1).And.None.EqualTo("unknown"));
    }

    [Test]
    public void In_two_files_of_one_delivery_the_one_that_knows_counts()
    {
        Import(("a.csv", "1,0110,2025-09-02,ZZ,1\n"), ("b.csv", "1,0110,2025-09-02,E,1\n"));

        Assert.That(Statuses(), Is.EqualTo((string[])["absent"]));
    }

    [Test]
    public void The_same_day_corrected_later_is_known()
    {
        Import(("attendance.csv", "1,0110,2025-09-02,ZZ,1\n"));
        Import(("attendance.csv", "1,0110,2025-09-02,E,1\n"));

        Assert.That(Statuses(), Is.EqualTo((string[])["absent"]));
    }

    ImportReport Import(params (string File, string Rows)[] files)
    {
        Directory.Delete(_folder, recursive: true);
        Directory.CreateDirectory(_folder);
        foreach (var (file, rows) in files)
            File.WriteAllText(Path.Combine(_folder, file), Header + rows);
        return _district.Import(_folder)[0];
    }

    IReadOnlyList<string> Statuses() => _district.Ask<string>("SELECT status FROM seen.attendance_event ORDER BY student_key");
}
