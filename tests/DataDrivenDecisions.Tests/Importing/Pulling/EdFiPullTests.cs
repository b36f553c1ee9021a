using System.Text.Json.Nodes;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Pulling;

namespace DataDrivenDecisions.Tests.Importing.Pulling;

/// <summary>A district pulled over real HTTP from an Ed-Fi host that follows the published description, into a real warehouse.</summary>
[Parallelizable]
public sealed class EdFiPullTests
{
    const string Students = "SELECT COUNT(*) FROM seen.student";

    [TestCase("3.1.1")]
    [TestCase("7.3")]
    public void The_first_pull_brings_everything_that_the_description_has_and_the_next_only_asks_for_changes(string version)
    {
        using var host = EdFiDistrict.Make(version);
        using var sis = new PulledDistrict(EdFiDistrict.Source(host, page: 40));

        var first = sis.Pull();
        var asked = host.Requests.Count;
        var second = sis.Pull();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(host.Misunderstood, Is.Empty);
            Assert.That(first.Files.Select(f => f.State), Is.All.EqualTo("loaded"), string.Join(' ', first.Files.Select(f => f.Refusal)));
            Assert.That(first.Files.SelectMany(f => f.Causes).Select(c => $"{c.Column} {c.Rule}"), Is.Empty);
            Assert.That(first.Notes, Has.None.Contains("does not offer student").And.Some.Contains("keeps no snapshot"));
            Assert.That(first.SavedVersion, Is.EqualTo(host.Newest.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            foreach (var (view, rows) in new[] { ("student", 60L), ("enrollment", 60), ("section", 8), ("section_enrollment", 60), ("section_staff", 8), ("guardian", 60), ("attendance_event", 60), ("mark", 60), ("incident", 12), ("program", 20), ("school_day", 56) })
                Assert.That(sis.District.Count(view), Is.EqualTo(rows), view);
            Assert.That((second.Files.Count, second.SavedVersion), Is.EqualTo((0, first.SavedVersion)));
            Assert.That(host.Requests.Skip(asked), Has.None.Contains("/data/"));
Assert.That(host.Requests.Any(r => r.Contains("pageToken", StringComparison.Ordinal)), Is.EqualTo(version == "7.3"));
        }
    }

    [Test]
    public void All_and_then_changes_give_the_same_as_all_anew()
    {
        using var host = EdFiDistrict.Make();
        using var byChanges = new PulledDistrict(EdFiDistrict.Source(host));
        using var anew = new PulledDistrict(EdFiDistrict.Source(host));
        byChanges.Pull();
        anew.Pull();

        host.Change("students", host.Ids("students")[6], "firstName", "Renamed");
        var (_, absence) = EdFiDistrict.AddStudent(host, 61);
        host.Delete("studentSchoolAttendanceEvents", host.Ids("studentSchoolAttendanceEvents")[3], "studentUniqueId", "schoolId", "eventDate", "attendanceEventCategoryDescriptor");
        // Deleted and made again under the same key: it has not ended.
        var association = host.Ids("studentSchoolAssociations")[8];
        host.Delete("studentSchoolAssociations", association, "studentUniqueId", "schoolId", "entryDate");
        host.Add("studentSchoolAssociations", ("studentUniqueId", "604009"), ("schoolId", 102), ("entryDate", "2025-08-20"), ("entryGradeLevelDescriptor", "uri://ed-fi.org/GradeLevelDescriptor#Eighth grade"));
        // A circumstance that is no longer told has ended, although its record stands.
        host.Change("studentEducationOrganizationAssociations", host.Ids("studentEducationOrganizationAssociations")[2], "studentCharacteristics", new JsonArray());
        var changes = byChanges.Pull();
        var whole = anew.Pull(full: true);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(changes.Files.Concat(whole.Files).Select(f => f.State), Is.All.AnyOf("loaded", "unchanged"), string.Join(' ', changes.Files.Concat(whole.Files).SelectMany(f => f.Holds.Append(f.Refusal))));
            Assert.That(changes.Read, Is.LessThan(20).And.LessThan(whole.Read));
            Assert.That(byChanges.Hash, Is.EqualTo(anew.Hash));
            Assert.That(byChanges.District.Ask<string>("SELECT given_name FROM seen.student WHERE student_id = '604007'"), Is.EqualTo(["Renamed"]));
            Assert.That(byChanges.District.Count("attendance_event"), Is.EqualTo(60));
            Assert.That(byChanges.District.Count("program"), Is.EqualTo(19));
            Assert.That(byChanges.District.Ask<string>("SELECT grade FROM seen.enrollment WHERE student_id = '604009'"), Is.EqualTo(["08"]));
            Assert.That(absence, Is.Not.Empty);
            Assert.That(host.Misunderstood, Is.Empty);
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_student_who_gets_another_id_stays_the_same_student(bool full)
    {
        using var host = EdFiDistrict.Make();
        using var sis = new PulledDistrict(EdFiDistrict.Source(host));
        sis.Pull();
        const string marks = "SELECT CAST(student_key AS BIGINT) FROM seen.mark WHERE student_key IN (SELECT student_key FROM seen.student WHERE given_name = 'Given7')";
        var before = sis.District.Ask<long>(marks);

        host.Rename(host.Ids("students")[6], "999007");
        var pulled = sis.Pull(full);
        host.Change("students", host.Ids("students")[6], "middleName", "Later");
        var later = sis.Pull();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(pulled.Files.Concat(later.Files).Select(f => f.State), Is.All.AnyOf("loaded", "unchanged"));
            Assert.That(sis.District.Ask<long>(Students), Is.EqualTo([(long)EdFiDistrict.StudentCount]));
            Assert.That(sis.District.Ask<long>(marks), Is.EqualTo(before).And.Count.EqualTo(1));
            Assert.That(sis.District.Ask<long>("SELECT COUNT(*) FROM seen.attendance_event WHERE student_key = " + before[0]), Is.EqualTo([1L]));
        }
    }

    [Test]
    public void A_pull_that_is_cut_off_saves_no_version_and_changes_nothing()
    {
        using var host = EdFiDistrict.Make();
        using var sis = new PulledDistrict(EdFiDistrict.Source(host));
        sis.Pull();
        var before = (sis.Hash, sis.Everything());
        host.Change("students", host.Ids("students")[6], "firstName", "Renamed");
        host.Plant("/grades/deletes", [.. Enumerable.Repeat(Fault.Error, PulledDistrict.Hasty.Tries)]);

        Assert.That(() => sis.Pull(), Throws.TypeOf<PullFailed>().With.Message.Contains("grades/deletes failed 6 times (status 500)"));
        Assert.That((sis.Hash, sis.Everything()), Is.EqualTo(before));
        Assert.That(sis.Pull().Files.Sum(f => f.Changed), Is.EqualTo(1));
    }

    [Test]
    public void A_host_that_stumbles_is_asked_again_and_a_list_that_changes_on_the_way_is_read_again()
    {
        using var host = EdFiDistrict.Make();
        using var sis = new PulledDistrict(EdFiDistrict.Source(host, page: 25));
        host.Plant("/students", Fault.Unauthorized, Fault.Busy, Fault.Error, Fault.Cut, Fault.Half);
        var isFirst = true;
        host.AfterPage = resource =>
        {
            // The first of the list goes, so that what follows moves up a place and one would be missed.
            if (resource == "grades" && isFirst)
                host.Delete("grades", host.Ids("grades")[0], "studentUniqueId");
            isFirst &= resource != "grades";
        };

        var pulled = sis.Pull();

        Assert.That((pulled.Repeats, sis.District.Count("student"), sis.District.Count("mark")), Is.EqualTo((5, 60L, 59L)));
        Assert.That(host.Tokens, Is.EqualTo(2));
    }

    [Test]
    public void Without_change_queries_everything_is_read_each_time_and_said()
    {
        using var host = EdFiDistrict.Make();
        using var sis = new PulledDistrict(EdFiDistrict.Source(host));
        host.HasChangeQueries = false;

        var first = sis.Pull();
        host.Change("students", host.Ids("students")[6], "firstName", "Renamed");
        var second = sis.Pull();
        host.HasChangeQueries = true;
        var third = sis.Pull();

        Assert.That(first.Notes, Has.Some.Contains("change queries switched off"));
        Assert.That((second.Files.Sum(f => f.Changed), second.Read), Is.EqualTo((1L, first.Read)));
        Assert.That(third.Notes, Has.Some.Contains("Everything was read, since everything was read the last time"));
        Assert.That(third.SavedVersion, Is.EqualTo(host.Newest.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Test]
    public void A_host_that_was_set_up_anew_or_forgot_its_changes_is_read_whole()
    {
        using var host = EdFiDistrict.Make();
        using var sis = new PulledDistrict(EdFiDistrict.Source(host));
        sis.Pull();

        host.Oldest = host.Newest + 5;
        host.Newest += 10;
        var forgotten = sis.Pull();
        host.Newest -= 5;
        var anew = sis.Pull();

        Assert.That(forgotten.Notes, Has.Some.Contains("no longer tells all changes"));
        Assert.That(anew.Notes, Has.Some.Contains("was set up anew"));
        Assert.That(forgotten.Files.Concat(anew.Files), Is.Empty, "it was the same as before");
    }

    [Test]
    public void A_snapshot_is_asked_for_and_what_the_key_may_not_read_is_said_and_kept()
    {
        using var host = EdFiDistrict.Make();
        using var sis = new PulledDistrict(EdFiDistrict.Source(host));
        host.HasSnapshot = true;
        var first = sis.Pull();
        host.HasSnapshot = false;
        host.Forbidden.Add("grades");
        host.Change("students", host.Ids("students")[6], "firstName", "Renamed");

        var second = sis.Pull();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Notes, Has.None.Contains("snapshot"));
            Assert.That(second.Notes, Has.Some.Contains("keeps no snapshot").And.Some.EqualTo("The host does not offer grades (status 403)."));
            Assert.That(second.Files.Sum(f => f.EndedByAbsence), Is.Zero);
            Assert.That(sis.District.Count("mark"), Is.EqualTo(60));
        }
    }

    [Test]
    public void No_secret_stands_in_what_people_are_told()
    {
        using var host = EdFiDistrict.Make();
        using var sis = new PulledDistrict(EdFiDistrict.Source(host)) { Secret = "wrong-but-still-secret" };

        var failure = Assert.Throws<PullFailed>(() => sis.Pull());

        Assert.That(failure!.ToString(), Does.Contain("does not accept the client id or its secret").And.Not.Contain(sis.Secret));
    }
}
