using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>Every row that is seen says which load, file and line brought it; courses, staff and exits are seen as other rows are.</summary>
[Parallelizable]
public sealed class LedgerInViewsTests
{
    // What is added up from many rows, told by a night or says of the ledger itself has no line of its own.
    static readonly string[] WithoutLine =
    [
        "seen.attendance", "seen.attendance_month", "seen.missed_day", "seen.indicator", "seen.risk", "seen.growth", "seen.mastery", "seen.load", "seen.load_file", "published.rate", "published.rate_by_month",
    ];

    TemporaryWarehouse _warehouse = null!;

    [OneTimeSetUp]
    public void Load()
    {
        _warehouse = new TemporaryWarehouse();
        _warehouse.Store.Load(Of(
            Update("orgs.csv", School("s"), School("t", line: 3)),
            Update("courses.csv", new CourseArrival { Line = 7, CourseId = "c", Title = "Algebra 1", Code = "MA1", SubjectCode = "02052" }),
            Update("users.csv", Student("a", line: 4), Student("b", line: 5), new StaffArrival { Line = 8, StaffId = "f", FamilyName = "Teacher", Role = "teacher" }, new StaffArrival { Line = 9, StaffId = "g", FamilyName = "Other", Role = "teacher" }),
            Update("classes.csv", new SectionArrival { Line = 11, SectionId = "x", Title = "Algebra, period 1", CourseId = "c", SchoolId = "s" }),
            Update("enrollments.csv", new SectionEnrollmentArrival { Line = 12, EnrollmentId = "e1", SectionId = "x", StudentId = "a", SchoolId = "s" }, new SectionStaffArrival { Line = 13, EnrollmentId = "e2", SectionId = "x", StaffId = "f", SchoolId = "s", IsPrimary = true }),
            Update("spells.csv",
                Enrolled("a", "s", exit: new DateOnly(2025, 11, 14), line: 20) with { ExitReason = "Transferred" }, Enrolled("a", "t", entry: new DateOnly(2025, 12, 1), line: 21),
                Enrolled("b", "s", exit: new DateOnly(2026, 6, 5), line: 22)),
            Update("programs.csv", new ProgramArrival { Line = 30, StudentId = "a", Program = "Tutoring", Sensitivity = "none" })));
    }

    [OneTimeTearDown]
    public void Close() => _warehouse.Dispose();

    sealed record Row
    {
        public string? Said { get; init; }
    }

    IReadOnlyList<string?> Ask(string text, Viewer? viewer = null) => [.. _warehouse.Store.As(viewer ?? Viewer.Nightly("test")).Ask(new Query<Row>(text)).Select(r => r.Said)];

    [Test]
    public void Every_view_of_rows_that_a_source_sent_has_load_file_and_line()
    {
        List<string> without = [];
        foreach (var view in _warehouse.Leader.Views().Except(WithoutLine, StringComparer.Ordinal))
            _warehouse.Leader.Rows(view, names => without.AddRange(new[] { "load", "file", "line" }.Except(names, StringComparer.Ordinal).Select(n => $"{view}.{n}")), _ => { });
        Assert.That(without, Is.Empty);
    }

    [TestCase("seen.student", "1 users.csv 4|1 users.csv 5")]
    [TestCase("seen.roster", "1 users.csv 4|1 users.csv 5")]
    [TestCase("seen.section", "1 classes.csv 11")]
    [TestCase("seen.section_enrollment", "1 enrollments.csv 12")]
    [TestCase("seen.section_staff", "1 enrollments.csv 13")]
    [TestCase("seen.program", "1 programs.csv 30")]
    [TestCase("seen.course", "1 courses.csv 7")]
    [TestCase("seen.staff", "1 users.csv 8|1 users.csv 9")]
    [TestCase("seen.exit", "1 spells.csv 20")]
    public void A_row_names_the_load_file_and_line_that_brought_it(string view, string places) =>
        Assert.That(Ask($"SELECT CONCAT(v.\"load\", ' ', v.\"file\", ' ', v.line) AS Said FROM {view.Replace("exit", "\"exit\"", StringComparison.Ordinal)} v ORDER BY 1"), Is.EqualTo(places.Split('|')));

    [Test]
    public void A_course_and_those_who_teach_are_seen_as_far_as_ones_classes_go()
    {
        var teacher = Viewer.SignedIn("teacher", ["section:x"], []);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ask("SELECT CONCAT(c.course_id, ' ', c.course_name, ' ', c.subject_code, ' ', c.is_named) AS Said FROM seen.course c"), Is.EqualTo((string[])["c Algebra 1 02052 1"]));
            Assert.That(Ask("SELECT f.staff_id AS Said FROM seen.staff f", teacher), Is.EqualTo((string[])["f"]));
            Assert.That(Ask("SELECT f.staff_id AS Said FROM seen.staff f", Viewer.Nobody).Concat(Ask("SELECT c.course_id AS Said FROM seen.course c", Viewer.Nobody)), Is.Empty);
        }
    }

    [Test]
    public void An_exit_is_an_enrollment_that_has_ended_with_its_reason_and_the_way_back()
    {
        const string Exits = "SELECT CONCAT(e.student_id, ' ', e.school_id, ' ', e.exit_date, ' ', e.exit_reason, ' ', e.next_entry_date) AS Said FROM seen.\"exit\" e";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ask(Exits), Is.EqualTo((string[])["a s 2025-11-14 Transferred 2025-12-01"]), "who is to leave in June has not left");
            Assert.That(Ask(Exits, Viewer.SignedIn("old school", ["school:s"], [])), Is.EqualTo((string[])["a s 2025-11-14 Transferred "]), "where she went is no longer the school's to see");
            Assert.That(Ask(Exits, Viewer.Nobody), Is.Empty);
        }
    }
}
