using System.Globalization;
using DataDrivenDecisions.Importing;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>A file whose ids have lost their leading zeros means the students and schools of the roster, and makes no others.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class EatenZerosTests
{
    const int Students = 12;
    const string AttendanceHeader = "student_number,school_number,attendance_date,attendance_code";

    [Test]
    public void Attendance_finds_its_students_and_their_school()
    {
        using var bench = new Bench();
        bench.Import("users.csv", Roster());

        var report = bench.Import("attendance.csv", [AttendanceHeader, .. Each(i => $"{i},110,2025-10-06,U")]);

        Assert.That((report.Loaded, report.Rejected, report.Placeholders), Is.EqualTo((Students, 0, 0)));
        Assert.That(report.Warnings, Has.One.Contains("student_number as the student number without its leading zeros: 12 of 12 ids (100.0%)"));
        Assert.That(report.Warnings, Has.One.Contains("named a school without the leading zeros of its number"));
        Assert.That(bench.Absent, Is.EqualTo(Each(i => $"s-{i:00} 0110")));
    }

    [Test]
    public void A_product_s_own_layout_finds_them_too()
    {
        using var bench = new Bench();
        bench.Import("users.csv", Roster());

        var report = bench.Import("attendance.csv", ["Student_Number,SchoolID,Att_Date,Att_Code,Presence_Status_CD", .. Each(i => $"{i},110,10/16/2025,A,Absent")]);

        Assert.That((report.Loaded, report.Placeholders), Is.EqualTo((Students, 0)));
        Assert.That(bench.Absent, Is.EqualTo(Each(i => $"s-{i:00} 0110")));
    }

    [Test]
    public void The_roster_of_the_same_delivery_tells_them()
    {
        using var bench = new Bench();
        bench.Forget();
        bench.Write("students.csv", ["Student_Number,SchoolID,Enroll_Status,Last_Name,First_Name,Grade_Level,EntryDate", .. Each(i => $"{i:000000},0110,0,Family,Given,7,08/20/2025")]);
        bench.Write("attendance.csv", ["Student_Number,SchoolID,Att_Date,Att_Code,Presence_Status_CD", .. Each(i => $"{i},110,10/16/2025,A,Absent")]);

        var reports = bench.ImportAll();

        Assert.That(reports.Sum(r => r.Loaded), Is.EqualTo(2 * Students));
        Assert.That(bench.Absent, Is.EqualTo(Each(i => $"{i:000000} 0110")));
    }

    [TestCase("000003", TestName = "An_id_with_its_zeros_shows_that_none_were_eaten")]
    [TestCase("100003", TestName = "Ids_of_which_few_would_be_known_are_left_as_they_are")]
    public void Left(string id)
    {
        using var bench = new Bench();
        bench.Import("users.csv", Roster());

        var report = bench.Import("attendance.csv", [AttendanceHeader, $"{id},0110,2025-10-06,U", "1,0110,2025-10-06,U", "77,0110,2025-10-06,U", "88,0110,2025-10-06,U"]);

        Assert.That(report.Placeholders, Is.GreaterThan(0));
        Assert.That(bench.Absent, Does.Contain("1 0110"));
    }

    [Test]
    public void A_student_whose_id_has_no_zeros_stays_who_she_is()
    {
        using var bench = new Bench();
        bench.Import("users.csv", [.. Roster(), "s-99,true,0110,student,u99,Given,Family,5"]);

        bench.Import("attendance.csv", [AttendanceHeader, .. Each(i => $"{i},110,2025-10-06,U")]);

        Assert.That(bench.Absent.Where(a => a.StartsWith("s-", StringComparison.Ordinal)), Has.Exactly(1).EqualTo("s-99 0110").And.None.EqualTo("s-05 0110"));
    }

    static string[] Roster() => ["sourcedId,enabledUser,orgSourcedIds,role,username,givenName,familyName,identifier", .. Each(i => $"s-{i:00},true,0110,student,u{i},Given,Family{i},{i:000000}")];

    static string[] Each(Func<int, FormattableString> row) => [.. Enumerable.Range(1, Students).Select(i => FormattableString.Invariant(row(i)))];

    sealed class Bench : IDisposable
    {
        readonly ImportedDistrict _district = new(new DateOnly(2025, 11, 3));
        readonly string _folder = Directory.CreateTempSubdirectory("ddd-zeros-").FullName;

        public Bench()
        {
            Import("orgs.csv", ["sourcedId,name,type,identifier", "0110,North,school,0110"]);
            Import("calendar.csv", ["school_number,calendar_date,day_type,school_year", "0110,2025-10-06,Instructional day,2025-26", "0110,2025-10-16,Instructional day,2025-26"]);
        }

        /// <summary>Who is absent, and where: the roster's own ids.</summary>
        public IReadOnlyList<string> Absent => _district.Ask<string>("""
            SELECT t.student_id || ' ' || a.school_id FROM seen.attendance_event a JOIN seen.student t ON t.student_key = a.student_key ORDER BY 1
            """);

        public void Write(string name, IEnumerable<string> lines) => File.WriteAllLines(Path.Combine(_folder, name), lines);

        public ImportReport Import(string name, IEnumerable<string> lines)
        {
            Write(name, lines);
            return _district.Import(Path.Combine(_folder, name)).Single();
        }

        /// <summary>Takes away what was written, so that a delivery has its own files alone.</summary>
        public void Forget() => Array.ForEach(Directory.GetFiles(_folder), File.Delete);

        public IReadOnlyList<ImportReport> ImportAll() => _district.Import(_folder);

        public void Dispose()
        {
            _district.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
