using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing.Formats.Sis;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>Exports of four student information systems and Clever: each product's own words for absence, terms and enrollment are read right.</summary>
public sealed class SisExportTests
{
    ImportBench _bench = null!;

    [SetUp]
    public void Open() => _bench = new ImportBench();

    [TearDown]
    public void Close() => _bench.Dispose();

    [Test]
    public void Each_product_has_every_kind_of_export_and_says_where_its_layout_is_from()
    {
        var kinds = SisLayout.All.GroupBy(l => l.Vendor).ToDictionary(v => v.Key, v => string.Join(' ', v.Select(l => l.Kind).Order(StringComparer.Ordinal)));

        Assert.That(kinds.Values, Is.All.EqualTo("attendance enrollments incidents marks students"));
        Assert.That(SisLayout.All.Select(l => l.Source), Is.All.Not.Empty);
    }

    [TestCase("powerschool"), TestCase("infinite-campus"), TestCase("skyward"), TestCase("aspen-x2")]
    public void The_same_days_and_marks_are_read_from_every_product(string product)
    {
        var students = Read<StudentArrival>(product, "students");
        var enrollments = _bench.Arrivals.OfType<SchoolEnrollmentArrival>().ToList();
        var absence = Read<AttendanceArrival>(product, "attendance")[0];
        var marks = Read<MarkArrival>(product, "marks");
        var incident = Read<IncidentArrival>(product, "incidents").Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(students.Select(s => (s.StudentId, s.Grade?.Code)), Is.EqualTo(new[] { ("0033001", (string?)"09"), ("0033002", "10") }));
            // Aspen's day of registration may be years old: it tells the running year alone, from its first day.
            var begins = product == "aspen-x2" ? SchoolYear.Of(ImportBench.Today).FirstDay : new DateOnly(2025, 8, 25);
            Assert.That(enrollments.Select(e => (e.EntryDate, e.Year)), Is.All.EqualTo((begins, SchoolYear.Of(begins))));
            Assert.That((absence.Day, absence.Status, absence.IsExcused, absence.PortionAbsent), Is.EqualTo((new DateOnly(2025, 9, 3), AttendanceStatus.Absent, true, 1m)));
            Assert.That(marks.Select(m => (m.MarkType, m.Year, m.Percent)), Is.EqualTo(new[] { ("quarter", new SchoolYear(2026), (decimal?)84m), ("semester", new SchoolYear(2026), 81m) }));
            Assert.That((incident.StudentId, incident.Day, incident.Behavior), Is.EqualTo(("0033002", new DateOnly(2025, 9, 18), "School Code of Conduct")));
        }
    }

    [TestCase("powerschool"), TestCase("infinite-campus"), TestCase("skyward")]
    public void The_same_stays_are_read_from_every_export_of_enrollments(string product)
    {
        var stays = Read<SchoolEnrollmentArrival>(product, "enrollments");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(stays.Select(e => (e.StudentId, e.Grade?.Code, e.ExitDate)), Is.EqualTo(new[] { ("0033001", (string?)"09", (DateOnly?)null), ("0033002", "10", new DateOnly(2025, 10, 3)) }));
            Assert.That(stays.Select(e => (e.EntryDate, e.Year, e.EntryReason)), Is.All.EqualTo((new DateOnly(2025, 8, 25), new SchoolYear(2026), "E1")));
        }
    }

    [TestCase("FT", "Present", AttendanceStatus.Present)]
    [TestCase("T", "Present", AttendanceStatus.Tardy)]
    [TestCase("XYZ", "Absent", AttendanceStatus.Absent)]
    [TestCase("XYZ", "", AttendanceStatus.Unknown)]
    public void What_the_district_says_of_its_code_outweighs_the_code(string code, string presence, AttendanceStatus status)
    {
        var report = _bench.ImportText($"Student_Number,SchoolID,Att_Date,Att_Code,Presence_Status_CD\n1,210,9/3/2025,{code},{presence}\n");

        Assert.That(_bench.Arrivals.OfType<AttendanceArrival>().Single().Status, Is.EqualTo(status));
        Assert.That(report.Warnings.Any(w => w.Contains("\"XYZ\", which is not mapped; it counts as unknown", StringComparison.Ordinal)), Is.EqualTo(status == AttendanceStatus.Unknown));
    }

    [Test]
    public void A_student_who_left_is_not_active_and_has_an_exit()
    {
        var students = Read<StudentArrival>("powerschool", "students");

        Assert.That(students.Select(s => s.IsActive), Is.EqualTo((bool[])[true, false]));
        Assert.That(_bench.Arrivals.OfType<SchoolEnrollmentArrival>().Select(e => e.ExitDate), Is.EqualTo((DateOnly?[])[null, new(2025, 10, 3)]));
    }

    [Test]
    public void Who_has_graduated_is_in_no_grade_in_PowerSchool_and_elsewhere_99_is_no_grade()
    {
        var report = _bench.ImportText("Student_Number,SchoolID,Enroll_Status,Last_Name,First_Name,Grade_Level,DOB\n1,999999,3,Sampleford,Ivo,99,2006-05-04\n2,210,0,Exampleton,Wren,9,2010-05-04\n");

        Assert.That((report.Rejected, report.RowsIn), Is.EqualTo((0L, 2L)));
        Assert.That(_bench.Arrivals.OfType<StudentArrival>().Select(s => (s.StudentId, s.Grade?.Code, s.IsActive)), Is.EqualTo(new[] { ("1", (string?)null, false), ("2", "09", true) }));
        Assert.That(_bench.ImportText("local_id,state_id,full_name,school_local_id,registration_date,grade\n1,,\"Sampleford, Ivo\",HS,2026-08-26,99\n").Causes.Single().Rule, Is.EqualTo("grade-unreadable"));
    }

    [Test]
    public void Clever_says_race_by_letter_and_its_statuses_need_a_named_right()
    {
        var students = Read<DemographicsArrival>("clever", "students");

        Assert.That(students.Select(s => (s.IsAsian, s.IsWhite, s.IsHispanic)), Is.EqualTo(new[] { ((bool?)true, (bool?)false, (bool?)false), (false, true, true) }));
        Assert.That(_bench.Arrivals.OfType<ProgramArrival>().Select(p => p.Sensitivity), Is.EquivalentTo((string[])["language", "meals", "disability"]));
    }

    [Test]
    public void A_file_of_scores_with_names_is_no_export_of_students()
    {
        var report = _bench.ImportText("Student_Number,First_Name,Last_Name,Grade_Level,SchoolID,Score\n1,Ann,Test,9,210,500\n");

        Assert.That(report.State, Is.EqualTo("refused"));
    }

    List<T> Read<T>(string product, string kind)
    {
        _bench.ImportOne(Repository.File("sample-data", "formats", product, kind + ".csv"));
        return [.. _bench.Arrivals.OfType<T>()];
    }
}
