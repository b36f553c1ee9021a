using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>Each viewer sees the students placed in her scopes, and nobody sees anything.</summary>
[Parallelizable]
public sealed class ViewerTests
{
    sealed record Row
    {
        public string Text { get; init; } = "";
        public long Count { get; init; }
    }

    static readonly DateOnly Today = TemporaryWarehouse.Day;

    TemporaryWarehouse _warehouse = null!;

    // One teacher with a section that runs (student a) and one that is over (student b); student c moved from school s to school t.
    [OneTimeSetUp]
    public void One_small_district()
    {
        _warehouse = new TemporaryWarehouse();
        SectionEnrollmentArrival In(string id, string section, string student, long line) => new() { Line = line, EnrollmentId = id, SectionId = section, StudentId = student, SchoolId = "s" };
        SectionStaffArrival Teaches(string id, string section, long line) => new() { Line = line, EnrollmentId = id, SectionId = section, StaffId = "teacher", SchoolId = "s", IsPrimary = true };
        _warehouse.Store.Load(Of(Update("roster",
            School("s", "0110"), School("t", "0120", line: 3),
            new SessionArrival { Line = 4, SessionId = "now", Title = "Spring", Kind = "semester", FirstDay = new DateOnly(2026, 1, 12), LastDay = new DateOnly(2026, 6, 5), Year = Year },
            new SessionArrival { Line = 5, SessionId = "past", Title = "Fall", Kind = "semester", FirstDay = FirstDay, LastDay = new DateOnly(2025, 12, 19), Year = Year },
            new SectionArrival { Line = 6, SectionId = "running", Title = "Algebra I", SchoolId = "s", SessionIds = ["now"] },
            new SectionArrival { Line = 7, SectionId = "over", Title = "Art", SchoolId = "s", SessionIds = ["past"] },
            Student("a", line: 8), Student("b", line: 9), Student("c", line: 10),
            new StaffArrival { Line = 11, StaffId = "teacher", FamilyName = "Teacher" },
            new GuardianArrival { Line = 12, GuardianId = "parent", FamilyName = "Parent", Relation = "parent" }, new GuardianLinkArrival { Line = 13, GuardianId = "parent", StudentId = "b" },
            In("e1", "running", "a", 14), In("e2", "over", "b", 15), Teaches("e3", "running", 16), Teaches("e4", "over", 17)),
            Update("enrollment", Enrolled("a", "0110"), Enrolled("b", "0110", line: 3), Enrolled("c", "0110", exit: new DateOnly(2025, 12, 1), line: 4), Enrolled("c", "0120", entry: new DateOnly(2025, 12, 2), line: 5)),
            Update("marks", Mark("a", "running"), Mark("b", "over", line: 3), Mark("c", "over", line: 4), Mark("c", "elsewhere", line: 5) with { PostedDate = Today }),
            Update("programs", new ProgramArrival { Line = 2, StudentId = "a", Program = "Free Meals", Sensitivity = "meals" }, new ProgramArrival { Line = 3, StudentId = "a", Program = "Tutoring", Sensitivity = "none" })));
    }

    [OneTimeTearDown]
    public void Close() => _warehouse.Dispose();

    IReadOnlyList<string> Seen(Viewer viewer, string text) => [.. _warehouse.Store.As(viewer).Ask(new Query<Row>(text)).Select(r => r.Text)];

    IReadOnlyList<string> Students(params string[] scopes) => Seen(Viewer.SignedIn("person", scopes, []), "SELECT student_id AS Text FROM seen.student ORDER BY student_id");

    [Test]
    public void Nobody_sees_no_row_of_any_view()
    {
        foreach (var view in _warehouse.Leader.Views())
            Assert.That(Seen(Viewer.Nobody, $"SELECT 'row' AS Text FROM {string.Join('.', view.Split('.').Select(p => $"\"{p}\""))}"), Is.Empty, view);
    }

    [Test]
    public void The_district_sees_every_student() => Assert.That(Students("district"), Is.EqualTo(new[] { "a", "b", "c" }));

    [Test]
    public void A_school_may_be_granted_by_its_id_or_its_number() =>
        Assert.That((Students("school:t"), Students("school:0120")), Is.EqualTo((new[] { "c" }, new[] { "c" })));

    [Test]
    public void A_teacher_sees_only_the_students_of_sections_that_run_today()
    {
        var scopes = _warehouse.Store.RosterScopes("teacher");

        Assert.That(scopes, Is.EqualTo(new[] { "section:running" }));
        Assert.That(Students([.. scopes]), Is.EqualTo(new[] { "a" }));
        Assert.That(Students("section:over"), Is.Empty);
        Assert.That(Seen(Viewer.SignedIn("teacher", scopes, []), "SELECT section_id AS Text FROM seen.section"), Is.EqualTo(new[] { "running" }));
    }

    [Test]
    public void A_guardian_sees_her_own_child()
    {
        Assert.That(_warehouse.Store.GuardianScopes("parent"), Is.EqualTo(new[] { "student:b" }));
        Assert.That(Students("student:b"), Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public void A_school_that_a_student_has_left_sees_only_what_was_known_until_then()
    {
        var former = Seen(Viewer.SignedIn("principal", ["school:s"], []), "SELECT section_id AS Text FROM seen.mark WHERE student_id = 'c'");
        var current = Seen(Viewer.SignedIn("principal", ["school:t"], []), "SELECT section_id AS Text FROM seen.mark WHERE student_id = 'c' ORDER BY section_id");

        Assert.That((former, current), Is.EqualTo((new[] { "over" }, new[] { "elsewhere", "over" })));
    }

    [Test]
    public void A_sensitive_program_is_seen_only_by_those_granted_it()
    {
        const string Programs = "SELECT program AS Text FROM seen.program ORDER BY program";

        Assert.That(Seen(Viewer.SignedIn("teacher", ["section:running"], []), Programs), Is.EqualTo(new[] { "Tutoring" }));
        Assert.That(Seen(Viewer.SignedIn("nurse", ["section:running"], ["meals"]), Programs), Is.EqualTo(new[] { "Free Meals", "Tutoring" }));
    }

    [Test]
    public void Why_a_viewer_may_see_a_student_is_the_narrowest_joining_scope()
    {
        var teacher = _warehouse.Store.As(Viewer.SignedIn("teacher", ["district", "section:running"], []));

        Assert.That((teacher.WhyMaySee("a"), teacher.WhyMaySee("b"), _warehouse.Store.As(Viewer.Nobody).WhyMaySee("a")), Is.EqualTo(("section:running", "district", (string?)null)));
    }

    [Test]
    public void Course_names_tell_core_courses_apart() =>
        Assert.That(Seen(Viewer.Nightly("test"), "SELECT section_id AS Text FROM seen.section WHERE is_core = 1"), Is.EqualTo(new[] { "running" }));

    [Test]
    public void A_student_who_was_only_mentioned_is_placed_where_the_row_says()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("marks", Mark("mentioned", "x") with { SchoolId = "s" })));

        foreach (var scope in new[] { "district", "school:s", "section:x", "student:mentioned" })
            Assert.That(warehouse.Store.As(Viewer.SignedIn("person", [scope], [])).Ask(new Query<Row>("SELECT student_id AS Text FROM seen.mark")), Has.Count.EqualTo(1), scope);
    }
}
