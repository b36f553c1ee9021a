using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>OneRoster bundles: the manifest's word, people of several roles, end dates, and bundles that are of no use.</summary>
public sealed class OneRosterTests
{
    const string Users = "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password";
    const string Enrollments = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate";
    const string Sessions = "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear";
    ImportBench _bench = null!;

    [SetUp]
    public void Open() => _bench = new ImportBench();

    [TearDown]
    public void Close() => _bench.Dispose();

    IReadOnlyList<ImportReport> Bundle(params (string Name, string Text)[] files) => _bench.Import(_bench.Zip($"bundle{Guid.NewGuid():N}.zip", files));

    static string Manifest(string users) => $"propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users*,{users}\nfile.systemName,X\n";

    [TestCase("bulk", Merge.Snapshot), TestCase("delta", Merge.Delta), TestCase("absent", Merge.Update), TestCase("BULK", Merge.Snapshot), TestCase("sometimes", Merge.Update)]
    public void The_manifest_says_what_a_file_means(string word, Merge merge)
    {
        Bundle(("manifest.csv", Manifest(word)), ("users.csv", $"{Users}\nu1,,,true,o1,student,u,,A,B,,,,,,,,\n"));

        Assert.That(_bench.Merges.Values.Single(), Is.EqualTo(merge));
    }

    [Test]
    public void A_missing_or_odd_manifest_is_explained_and_ends_nothing()
    {
        var none = Bundle(("users.csv", $"{Users}\nu1,,,true,o1,student,u,,A,B,,,,,,,,\n")).Single();
        var odd = Bundle(("manifest.csv", Manifest("absent") + "file.orgs,bulk\nfiel.courses,bulk\n"), ("users.csv", $"{Users}\nu1,,,true,o1,student,u,,A,B,,,,,,,,\n")).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(none.Warnings, Has.Some.Contains("no manifest"));
            Assert.That(odd.Warnings, Has.Some.Contains("announces orgs as bulk").And.Some.Contains("does not announce users").And.Some.Contains("source.systemName").And.Some.Contains("fiel.courses"));
            Assert.That(_bench.Merges.Values, Is.All.EqualTo(Merge.Update));
        }
    }

    [Test]
    public void Roles_of_version_1_2_make_students_staff_and_guardians_of_users_without_a_role()
    {
        var reports = Bundle(
            ("users.csv", "sourcedId,enabledUser,username,givenName,familyName,grades,primaryOrgSourcedId,agentSourcedIds,prefferedGivenName\nu1,true,u1,A,B,09,o2,u2,Al\nu2,true,u2,C,D,,,,\nu3,true,u3,E,F,,,,\n"),
            ("roles.csv", "sourcedId,userSourcedId,roleType,role,orgSourcedId\nr1,u1,primary,student,o1\nr2,u2,primary,teacher,o1\nr3,u2,secondary,guardian,o1\nr4,u2,secondary,teacher,o2\n"));

        var student = _bench.Arrivals.OfType<StudentArrival>().Single();
        var staff = _bench.Arrivals.OfType<StaffArrival>().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((student.StudentId, student.PreferredName), Is.EqualTo(("u1", "Al")));
            Assert.That(student.SchoolIds, Is.EqualTo((string[])["o2", "o1"]));
            Assert.That(staff.SchoolIds, Is.EqualTo((string[])["o1", "o2"]));
            Assert.That(_bench.Arrivals.OfType<GuardianArrival>().Single().GuardianId, Is.EqualTo("u2"));
            Assert.That(_bench.Arrivals.OfType<GuardianLinkArrival>().Single(), Is.EqualTo(new GuardianLinkArrival { Line = 2, GuardianId = "u2", StudentId = "u1" }));
            Assert.That(reports.SelectMany(r => r.Rejects).Single().Rule, Is.EqualTo("role-missing"));
        }
    }

    [Test]
    public void Somebody_who_is_a_student_and_teaches_a_class_is_one_person_with_both_roles()
    {
        var reports = Bundle(
            ("users.csv", $"{Users}\nu1,,,true,o1,student,u,,A,B,,,,,,,,\n"),
            ("enrollments.csv", $"{Enrollments}\ne1,,,k1,o1,u1,teacher,true,,\n"));

        Assert.That(_bench.Arrivals.OfType<StaffArrival>().Single().StaffId, Is.EqualTo(_bench.Arrivals.OfType<StudentArrival>().Single().StudentId));
        Assert.That(reports[0].Warnings, Has.Some.Contains("taken for both"));
    }

    [TestCase("2022-09-01,2022-12-24", "2022-12-23")]
    [TestCase("2020-08-17,2020-12-18", "2020-12-18")]
    public void End_dates_are_the_day_after_unless_they_look_like_last_days(string dates, string last)
    {
        Bundle(("academicSessions.csv", $"{Sessions}\ns1,,,Fall,semester,{dates},,\n"));

        Assert.That(_bench.Arrivals.OfType<SessionArrival>().Single().LastDay, Is.EqualTo(DateOnly.ParseExact(last, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Test]
    public void The_setting_on_end_dates_wins_over_the_guess()
    {
        var path = _bench.Zip("bundle.zip", ("academicSessions.csv", $"{Sessions}\ns1,,,Fall,semester,2020-08-17,2020-12-18,,2021\n"));

        _bench.Import(path, ImportBench.Options with { EndDateIsLastDay = false });

        Assert.That(_bench.Arrivals.OfType<SessionArrival>().Single().LastDay, Is.EqualTo(new DateOnly(2020, 12, 17)));
    }

    [Test]
    public void Statuses_end_or_switch_off_and_others_are_rejected()
    {
        var reports = Bundle(
            ("users.csv", $"{Users}\nu1,tobedeleted,2023-05-01,true,o1,student,u,,A,B,,,,,,,,\nu2,inactive,,true,o1,student,u,,A,B,,,,,,,,\nu3,gone,,true,o1,student,u,,A,B,,,,,,,,\n"),
            ("enrollments.csv", $"{Enrollments}\ne1,inactive,,k1,o1,u2,student,,,\n"));

        Assert.That(_bench.Arrivals.OfType<StudentArrival>().Select(s => (s.StudentId, s.Ends, s.IsActive)), Is.EqualTo(((string, bool, bool)[])[("u1", true, true), ("u2", false, false)]));
        Assert.That(_bench.Arrivals.OfType<SectionEnrollmentArrival>().Single().Ends, Is.True);
        Assert.That(reports.SelectMany(r => r.Rejects).Single().Column, Is.EqualTo("status"));
    }

    [Test]
    public void A_bundle_of_which_no_enrollment_loads_is_refused()
    {
        var reports = Bundle(
            ("users.csv", $"{Users}\nu1,,,true,o1,student,u,,A,B,,,,,,,,\n"),
            ("enrollments.csv", $"{Enrollments}\n,,,k1,o1,u1,student,,,\n"));

        Assert.That(reports.Select(r => (r.State, r.Loaded)), Is.All.EqualTo(("refused", 0L)));
        Assert.That(reports[0].Refusal, Does.Contain("No row of enrollments"));
    }

    [Test]
    public void Demographics_of_staff_leave_nothing_but_their_id()
    {
        Bundle(
            ("users.csv", $"{Users}\nu1,,,true,o1,teacher,u,,A,B,,,,,,,,\n"),
            ("demographics.csv", "sourcedId,birthDate,sex\nu1,1980-05-05,female\n"));

        Assert.That(_bench.Arrivals.OfType<DemographicsArrival>(), Is.Empty);
        Assert.That(_bench.Arrivals.OfType<OtherRecordArrival>().Single().Json, Does.Not.Contain("1980"));
    }
}
