using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>Microsoft School Data Sync in both versions: who is what, told by files that know it only together, and no password kept.</summary>
public sealed class SchoolDataSyncTests
{
    ImportBench _bench = null!;

    [SetUp]
    public void Open() => _bench = new ImportBench();

    [TearDown]
    public void Close() => _bench.Dispose();

    [Test]
    public void Students_of_version_1_have_their_zeros_and_American_dates_and_no_password()
    {
        var report = _bench.ImportOne(Sample("v1/Student.csv"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_bench.Arrivals.OfType<StudentArrival>().Select(s => (s.StudentId, s.StudentNumber, s.Grade, s.IsActive)).First(), Is.EqualTo(("33001", "0033001", (GradeLevel?)GradeLevel.Parse("09"), true)));
            Assert.That(_bench.Arrivals.OfType<DemographicsArrival>().Select(d => d.BirthDate), Is.EqualTo((DateOnly?[])[new(2011, 4, 17), new(2009, 11, 30)]));
            Assert.That(report.Warnings, Has.One.StartsWith("The column Password was dropped"));
        }
    }

    [Test]
    public void A_section_of_version_1_brings_its_course_and_term()
    {
        _bench.ImportOne(Sample("v1/Section.csv"));

        Assert.That(_bench.Arrivals.OfType<SectionArrival>().Select(s => (s.SectionId, s.CourseId, s.SessionIds.Single())).First(), Is.EqualTo(("31001", "4101", "2600")));
        Assert.That(_bench.Arrivals.OfType<SessionArrival>().Select(s => (s.FirstDay, s.LastDay)).First(), Is.EqualTo((new DateOnly(2025, 8, 25), new DateOnly(2026, 6, 5))));
    }

    [Test]
    public void Enrollments_and_rosters_of_version_1_are_told_by_name_alone()
    {
        _bench.ImportOne(Sample("v1/TeacherRoster.csv"));
        Assert.That(_bench.Arrivals, Is.All.InstanceOf<SectionStaffArrival>());

        var nameless = _bench.ImportText("Section SIS ID,SIS ID\n1,2\n", "export.csv");
        Assert.That(nameless.Refusal, Does.Contain("only the file's name tells them apart. Name it StudentEnrollment.csv or TeacherRoster.csv."));
    }

    [Test]
    public void Users_of_version_2_are_what_roles_and_relationships_say()
    {
        var reports = _bench.Import(Sample("v2.1"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reports.Select(r => r.Format), Is.All.StartsWith("School Data Sync v2.1"));
            Assert.That(_bench.Arrivals.OfType<StudentArrival>().Select(s => (s.StudentId, s.Grade?.Code, s.SchoolIds.Single())), Is.EqualTo(new[] { ("u1", (string?)"09", "o2") }));
            Assert.That(_bench.Arrivals.OfType<StaffArrival>().Select(s => s.StaffId), Is.EqualTo((string[])["u2"]));
            Assert.That(_bench.Arrivals.OfType<GuardianLinkArrival>().Select(l => (l.GuardianId, l.StudentId)), Is.EqualTo(new[] { ("u3", "u1") }));
            Assert.That(_bench.Arrivals.OfType<SessionArrival>().Single().Year, Is.EqualTo((SchoolYear?)new SchoolYear(2026)), "the dates decide, not the year by its beginning");
            Assert.That(_bench.Arrivals.OfType<ProgramArrival>().Select(p => p.Sensitivity), Is.EquivalentTo((string[])["disability", "meals"]));
        }
    }

    [Test]
    public void Users_of_version_2_without_roles_are_rejected_with_what_to_send()
    {
        var report = _bench.ImportOne(Sample("v2.1/users.csv"));

        Assert.That(report.Causes.Single().Rule, Is.EqualTo("role-missing"));
    }

    [Test]
    public void A_roster_of_another_set_is_not_taken_for_it()
    {
        var reports = _bench.Import(Repository.File("sample-data", "formats", "oneroster"));

        Assert.That(reports.Select(r => r.Format), Is.All.StartsWith("OneRoster"));
    }

    static string Sample(string path) => Repository.File("sample-data", "formats", "school-data-sync", path);
}
