using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Pulling;

namespace DataDrivenDecisions.Tests.Importing.Pulling;

/// <summary>A roster pulled from a OneRoster service over real HTTP into a real warehouse.</summary>
[Parallelizable]
public sealed class OneRosterPullTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void The_first_pull_brings_the_whole_roster_and_the_next_asks_for_changes_alone(bool isNew)
    {
        using var host = new FakeOneRoster(isNew);
        using var sis = new PulledDistrict(PulledDistrict.OneRoster(host));

        var first = sis.Pull();
        host.Now += TimeSpan.FromDays(1);
        var asked = host.Requests.Count;
        var second = sis.Pull();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Files.Select(f => f.State), Is.All.EqualTo("loaded"), string.Join(' ', first.Files.Select(f => f.Refusal)));
            Assert.That(first.Files.Sum(f => f.Rejected), Is.Zero, string.Join(' ', first.Files.SelectMany(f => f.Causes).Select(c => c.Rule + " " + c.Reason)));
            Assert.That((sis.District.Count("student"), sis.District.Count("section"), sis.District.Count("section_enrollment")), Is.EqualTo(((long)FakeOneRoster.StudentCount, 24L, 2L * FakeOneRoster.StudentCount)));
            Assert.That(sis.District.Ask<string>("SELECT DISTINCT student_number FROM seen.student WHERE given_name = 'Given7'"), Is.EqualTo(["00007"]));
            Assert.That(first.SavedVersion, Is.EqualTo("2026-03-01T01:55:00.000Z"));
            Assert.That(second, Has.Property("Files").Empty.And.Property("SavedVersion").EqualTo("2026-03-02T01:55:00.000Z"));
            Assert.That(host.Requests.Skip(asked).Where(r => r.Contains("/users", StringComparison.Ordinal)), Has.Some.Contains(Uri.EscapeDataString("dateLastModified>'2026-03-01T01:55:00.000Z'")));
            Assert.That(host.Misunderstood, Is.Empty);
            Assert.That(sis.Everything(), Does.Not.Contain("swordfish"));
        }
    }

    [Test]
    public void All_and_then_changes_give_the_same_as_all_anew()
    {
        using var host = new FakeOneRoster();
        using var byChanges = new PulledDistrict(PulledDistrict.OneRoster(host));
        using var anew = new PulledDistrict(PulledDistrict.OneRoster(host));
        byChanges.Pull();
        anew.Pull();

        host.Now += TimeSpan.FromDays(1);
        host.Change("users", "u7", "givenName", "Renamed");
        host.Put("users", host.Student(61));
        host.Put("enrollments", FakeOneRoster.Enrollment("a-61", "class2", "u61", "student"));
        host.Change("enrollments", "e-a-9", "status", "tobedeleted");
        host.Change("users", "u12", "status", "tobedeleted");
        var changes = byChanges.Pull();
        var whole = anew.Pull(full: true);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(changes.Files.Concat(whole.Files).Select(f => f.State), Is.All.AnyOf("loaded", "unchanged"), string.Join(' ', changes.Files.Concat(whole.Files).SelectMany(f => f.Holds)));
            Assert.That(changes.Read, Is.LessThan(10).And.LessThan(whole.Read));
            Assert.That(byChanges.Hash, Is.EqualTo(anew.Hash));
            Assert.That(byChanges.District.Ask<string>("SELECT given_name FROM seen.student WHERE student_id = 'u7'"), Is.EqualTo(["Renamed"]));
            Assert.That(byChanges.District.Ask<long>("SELECT COUNT(*) FROM seen.section_enrollment WHERE student_id = 'u9' AND is_current = 1"), Is.EqualTo([1L]));
            Assert.That(byChanges.District.Ask<long>("SELECT COUNT(*) FROM seen.section_enrollment WHERE student_id = 'u61'"), Is.EqualTo([1L]));
        }
    }

    [TestCase(false, true, 1000)]
    [TestCase(true, false, 7)]
    [TestCase(false, false, 7)]
    public void Pages_are_read_to_the_end_whatever_the_host_tells_of_them(bool counts, bool links, int mostRows)
    {
        using var host = new FakeOneRoster { Counts = counts, Links = links, MostRows = mostRows };
        using var sis = new PulledDistrict(PulledDistrict.OneRoster(host));

        sis.Pull();

        Assert.That((sis.District.Count("student"), sis.District.Count("section_enrollment")), Is.EqualTo(((long)FakeOneRoster.StudentCount, 2L * FakeOneRoster.StudentCount)));
    }

    [Test]
    public void A_host_that_stumbles_is_asked_again()
    {
        using var host = new FakeOneRoster { WantsForm = true };
        using var sis = new PulledDistrict(PulledDistrict.OneRoster(host));
        host.Plant("/users", Fault.Unauthorized, Fault.Busy, Fault.Error, Fault.Cut, Fault.Half);
        host.Plant("/token", Fault.Error);

        var pulled = sis.Pull();

        Assert.That((pulled.Repeats, sis.District.Count("student")), Is.EqualTo((6, (long)FakeOneRoster.StudentCount)));
    }

    [Test]
    public void A_pull_that_is_cut_off_changes_nothing_and_the_next_one_starts_where_it_would_have()
    {
        using var host = new FakeOneRoster();
        using var sis = new PulledDistrict(PulledDistrict.OneRoster(host));
        sis.Pull();
        var before = (sis.Hash, sis.Everything());
        host.Now += TimeSpan.FromDays(1);
        host.Change("users", "u7", "givenName", "Renamed");
        host.Plant("/enrollments", [.. Enumerable.Repeat(Fault.Cut, PulledDistrict.Hasty.Tries)]);

        Assert.That(() => sis.Pull(), Throws.TypeOf<PullFailed>().With.Message.Contains("enrollments failed 6 times"));
        Assert.That((sis.Hash, sis.Everything()), Is.EqualTo(before));

        sis.Pull();
        Assert.That(sis.District.Ask<string>("SELECT given_name FROM seen.student WHERE student_id = 'u7'"), Is.EqualTo(["Renamed"]));
    }

    [Test]
    public void A_list_that_changes_while_it_is_read_is_read_again_and_one_that_always_changes_is_given_up()
    {
        using var host = new FakeOneRoster();
        using var sis = new PulledDistrict(PulledDistrict.OneRoster(host));
        var next = FakeOneRoster.StudentCount;
        host.AfterPage = list =>
        {
            if (list == "users" && next == FakeOneRoster.StudentCount)
                host.Put("users", host.Student(++next));
        };

        sis.Pull();
        Assert.That(sis.District.Count("student"), Is.EqualTo(FakeOneRoster.StudentCount + 1));

        host.AfterPage = list =>
        {
            if (list == "users")
                host.Put("users", host.Student(++next));
        };
        Assert.That(() => sis.Pull(full: true), Throws.TypeOf<PullFailed>().With.Message.Contains("changed again and again"));
    }

    [Test]
    public void What_the_host_loses_in_bulk_is_held_for_a_person_and_the_version_stays()
    {
        using var host = new FakeOneRoster();
        using var sis = new PulledDistrict(PulledDistrict.OneRoster(host));
        var first = sis.Pull();
        host.Now += TimeSpan.FromDays(1);
        for (var i = 1; i <= FakeOneRoster.StudentCount; i++)
            host.Change("enrollments", $"e-a-{i}", "status", "tobedeleted");

        var pulled = sis.Pull();
        var again = sis.Pull();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ImportReport.ExitCode(pulled.Files), Is.EqualTo(3));
            Assert.That(pulled.SavedVersion, Is.Null);
            Assert.That(ImportReport.ExitCode(again.Files), Is.EqualTo(3));
            Assert.That(first.SavedVersion, Is.Not.Null);
            Assert.That(sis.District.Ask<long>("SELECT COUNT(*) FROM seen.section_enrollment WHERE is_current = 1"), Is.EqualTo([2L * FakeOneRoster.StudentCount]));
        }
    }

    [Test]
    public void After_an_undo_all_is_brought_again_by_asking_for_everything()
    {
        using var host = new FakeOneRoster();
        using var sis = new PulledDistrict(PulledDistrict.OneRoster(host, page: 200));
        var first = sis.Pull();
        var hash = sis.Hash;
        sis.District.Warehouse.UndoImport(sis.District.Warehouse.NewestLoad);

        var (quiet, whole, twice) = (sis.Pull(), sis.Pull(full: true), sis.Pull(full: true));

        Assert.That((quiet.Files.Count, sis.Hash), Is.EqualTo((0, hash)));
        Assert.That(whole.Files.Select(f => f.State), Is.EqualTo(first.Files.Select(f => f.State)));
        Assert.That(twice.Files.Select(f => f.State), Is.All.EqualTo("unchanged"));
    }

    [Test]
    public void A_dry_run_says_what_would_happen_and_leaves_no_trace()
    {
        using var host = new FakeOneRoster();
        using var sis = new PulledDistrict(PulledDistrict.OneRoster(host));
        var before = (sis.Hash, sis.Everything());

        var tried = sis.Pull(dryRun: true);

        Assert.That(tried.Files.Select(f => f.State), Is.All.EqualTo("dry-run"));
        Assert.That(tried.Files.Sum(f => f.Added), Is.GreaterThan(100));
        Assert.That((sis.Hash, sis.Everything()), Is.EqualTo(before));
    }

    [Test]
    public void What_a_host_does_not_offer_is_said_and_a_roster_without_users_is_refused()
    {
        using var host = new FakeOneRoster();
        using var sis = new PulledDistrict(PulledDistrict.OneRoster(host));
        host.Withhold("demographics");

        var pulled = sis.Pull();
        host.Withhold("users");

        Assert.That(pulled.Notes, Has.Some.EqualTo("The service does not offer demographics (status 404)."));
        Assert.That(pulled.Files[0].Warnings, Has.Some.Contains("does not offer demographics"));
        Assert.That(() => sis.Pull(), Throws.TypeOf<PullFailed>().With.Message.Contains("does not offer users"));
    }

    [Test]
    public void No_secret_stands_in_what_people_are_told()
    {
        using var host = new FakeOneRoster();
        using var sis = new PulledDistrict(PulledDistrict.OneRoster(host));
        sis.Secret = "wrong-but-still-secret";

        var failure = Assert.Throws<PullFailed>(() => sis.Pull());

        Assert.That(failure!.ToString(), Does.Contain("does not accept the client id or its secret").And.Not.Contain(sis.Secret).And.Not.Contain("token-"));
        Assert.That(host.Requests, Has.None.Contains(sis.Secret));
    }

    [TestCase("http://sis.example.org/api", "is not https")]
    [TestCase("ftp://sis.example.org", "is no web address")]
    [TestCase("somewhere", "is no web address")]
    [TestCase("https://user:word@sis.example.org", "holds a user name or password")]
    public void Students_data_cross_the_network_by_https_alone(string address, string why)
    {
        Assert.That(() => SisAddress.Of(address), Throws.TypeOf<PullFailed>().With.Message.Contains(why));
    }
}
