using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Tests.Engines;
using Microsoft.Extensions.Time.Testing;

namespace DataDrivenDecisions.Tests.Records;

/// <summary>What people write is kept, and kept safely: in a file, and a second time on SQL Server where DDD_TEST_SQLSERVER holds a connection string.</summary>
/// <param name="engine">sqlite or sqlserver.</param>
[Parallelizable]
[TestFixtureSource(nameof(EnginesAtHand))]
public sealed class RecordStoreTests(string engine)
{
    static IEnumerable<string> EnginesAtHand => TemporaryDatabase.Server is null ? ["sqlite"] : ["sqlite", "sqlserver"];

    const string GoodPassword = "correct horse battery";

    string _path = "";
    FakeTimeProvider _clock = new();
    RecordStore _records = null!;
    TemporaryDatabase? _database;

    bool IsFile => engine == "sqlite";

    RecordsEngine Engine() => _database is null ? new Sqlite(Path.Combine(_path, "records.sqlite")) : new SqlServerRecords(_database.Connection);

    [SetUp]
    public void Open()
    {
        _database = IsFile ? null : new TemporaryDatabase();
        _path = Path.Combine(Path.GetTempPath(), "ddd-records-" + Guid.NewGuid().ToString("N"));
        _clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 13, 12, 0, 0, TimeSpan.Zero));
        if (_database is not null)
            new RecordsPlace(DataFolder.At(_path)).Set(StorePlace.On(_database.Connection));
        _records = RecordStore.Open(DataFolder.At(_path), _clock);
        _records.Districts.Add(new DistrictRecord { Slug = "elm", Name = "Elm County", TimeZone = "America/Chicago", ClockDay = new DateOnly(2026, 3, 13) });
    }

    [TearDown]
    public void Close()
    {
        _records.Dispose();
        _database?.Dispose();
        Directory.Delete(_path, recursive: true);
    }

    [Test]
    [Platform("Linux,MacOsX", Reason = "needs Unix file modes")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_data_folder_is_its_owners_alone()
    {
        Assume.That(IsFile, "the records' own file is looked at");
        var folder = DataFolder.At(_path);
        string[] folders = [_path, folder.Keys, Path.GetDirectoryName(folder.Socket)!, folder.District("elm").Path, folder.District("elm").Spool];
        Assert.That(folders.Select(f => File.GetUnixFileMode(f)), Is.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        Assert.That(File.GetUnixFileMode(folder.Records), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [TestCase("../elm")]
    [TestCase("Elm")]
    [TestCase("")]
    [TestCase("-elm")]
    public void A_districts_short_name_cannot_lead_out_of_the_data_folder(string slug) =>
        Assert.That(() => DataFolder.At(_path).District(slug), Throws.ArgumentException);

    [Test]
    public void The_first_list_of_a_week_stands_and_a_new_draw_with_a_reason_stands_beside_it()
    {
        KeptCapacityList list = new() { AskedBy = "anita", Week = new(2026, 3, 9), Scope = "all", Places = 3, Night = new(2026, 3, 13), Seed = "ab", ByOrder = ["S1"], Candidates = ["S2", "S3", "S4"], Drawn = ["S3", "S2"] };
        var first = _records.Capacity.Keep("elm", list);
        Assert.That(_records.Capacity.Keep("elm", list with { Seed = "cd", Drawn = ["S4", "S3"] }).Id, Is.EqualTo(first.Id), "asked twice at once");
        var again = _records.Capacity.Keep("elm", list with { Seed = "cd", Drawn = ["S4", "S3"], Reason = "One has moved away" });
        Assert.That(_records.Capacity.InWeek("elm", "anita", list.Week).Select(l => (l.Id, l.Seed, l.Reason)), Is.EqualTo((ValueTuple<long, string, string?>[])[(again.Id, "cd", "One has moved away"), (first.Id, "ab", null)]));
        Assert.That(_records.Capacity.Find("elm", first.Id), Has.Property("Drawn").EqualTo(list.Drawn).And.Property("Candidates").EqualTo(list.Candidates).And.Property("ByOrder").EqualTo(list.ByOrder).And.Property("At").EqualTo(_clock.GetUtcNow()));
        Assert.That((_records.Capacity.InWeek("elm", "anita", new(2026, 3, 16)).Count, _records.Capacity.InWeek("elm", "devon", list.Week).Count, _records.Capacity.Find("oak", first.Id)), Is.EqualTo((0, 0, (KeptCapacityList?)null)));
    }

    [Test]
    public void A_district_is_found_again_with_its_clock_day()
    {
        Assert.That(_records.Districts.Find("elm")!.ClockDay, Is.EqualTo(new DateOnly(2026, 3, 13)));
        Assert.That(_records.Districts.Add(new DistrictRecord { Slug = "elm", Name = "Another", TimeZone = "UTC" }), Is.False);
    }

    [Test]
    public void Records_open_again_with_everything_in_them()
    {
        Someone();
        _records.Dispose();
        _records = RecordStore.Open(DataFolder.At(_path), _clock);
        Assert.That(_records.People.Find("TEACHER")!.Role, Is.EqualTo(Role.Teacher));
    }

    [Test]
    public void A_right_password_signs_in_and_a_wrong_one_does_not()
    {
        var person = Someone();
        _records.People.SetPassword(person, GoodPassword);
        Assert.That(_records.People.CheckPassword("Teacher ", GoodPassword), Is.EqualTo(new SignInAttempt(SignInOutcome.Accepted, person)));
        Assert.That(_records.People.CheckPassword("teacher", "something else").Outcome, Is.EqualTo(SignInOutcome.Refused));
        Assert.That(_records.People.CheckPassword("nobody", GoodPassword).Outcome, Is.EqualTo(SignInOutcome.Refused));
    }

    [Test]
    public void Nobody_signs_in_without_a_password_or_when_inactive()
    {
        var person = Someone();
        Assert.That(_records.People.CheckPassword("teacher", "").Outcome, Is.EqualTo(SignInOutcome.Refused));
        _records.People.SetPassword(person, GoodPassword);
        _records.People.SetActive(person, false);
        Assert.That(_records.People.CheckPassword("teacher", GoodPassword).Outcome, Is.EqualTo(SignInOutcome.Refused));
    }

    [Test]
    public void Five_wrong_passwords_lock_the_sign_in_for_a_while_even_for_the_right_one()
    {
        _records.People.SetPassword(Someone(), GoodPassword);
        for (var i = 0; i < People.FailuresBeforeLock; i++)
            _records.People.CheckPassword("teacher", "something else");
        Assert.That(_records.People.CheckPassword("teacher", GoodPassword).Outcome, Is.EqualTo(SignInOutcome.LockedOut));
        _clock.Advance(TimeSpan.FromMinutes(16));
        Assert.That(_records.People.CheckPassword("teacher", GoodPassword).Outcome, Is.EqualTo(SignInOutcome.Accepted));
    }

    [Test]
    public void A_set_up_link_works_once()
    {
        Someone();
        var token = _records.People.CreateSetUpLink("teacher");
        Assert.That(_records.People.UseSetUpLink(token, GoodPassword), Is.Not.Null);
        Assert.That(_records.People.UseSetUpLink(token, GoodPassword + "2"), Is.Null);
        Assert.That(_records.People.CheckPassword("teacher", GoodPassword).Outcome, Is.EqualTo(SignInOutcome.Accepted));
    }

    [Test]
    public void A_set_up_link_expires_and_a_newer_one_replaces_it()
    {
        Someone();
        var first = _records.People.CreateSetUpLink("teacher");
        var second = _records.People.CreateSetUpLink("teacher");
        Assert.That(_records.People.PersonOfSetUpLink(first), Is.Null);
        Assert.That(_records.People.PersonOfSetUpLink(second), Is.Not.Null);
        _clock.Advance(TimeSpan.FromDays(4));
        Assert.That(_records.People.UseSetUpLink(second, GoodPassword), Is.Null);
    }

    [Test]
    public void A_short_password_is_refused_and_spends_no_link()
    {
        Someone();
        var token = _records.People.CreateSetUpLink("teacher");
        Assert.That(() => _records.People.UseSetUpLink(token, "short"), Throws.ArgumentException);
        Assert.That(_records.People.UseSetUpLink(token, GoodPassword), Is.Not.Null);
    }

    [Test]
    public void Neither_a_password_nor_a_token_is_kept_as_itself()
    {
        Assume.That(IsFile, "the records' own file is looked at");
        Someone();
        var token = _records.People.CreateSetUpLink("teacher");
        _records.People.SetPassword(_records.People.Find("teacher")!, GoodPassword);
        var copy = Path.Combine(_path, "copy.sqlite");
        _records.Backup(copy);
        var text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(copy));
        Assert.That(text, Does.Not.Contain(token).And.Not.Contain(GoodPassword).And.Contain("pbkdf2-sha256$600000$"));
    }

    [Test]
    public void Grants_part_into_scopes_and_sensitive_rights()
    {
        var person = Someone();
        foreach (var grant in new[] { "school:0110", "sensitive:meals" })
            _records.Grants.Add(person, grant, "operator:test");
        Assert.That(_records.Grants.Scopes(person), Is.EqualTo(new[] { "school:0110" }));
        Assert.That(_records.Grants.Sensitive(person), Is.EqualTo(new[] { "meals" }));
        Assert.That(_records.Grants.Add(person, "school:0110", "operator:test"), Is.False, "granted before");
    }

    [TestCase("everything")]
    [TestCase("school:")]
    [TestCase("sensitive:anything")]
    public void A_grant_that_means_nothing_is_refused(string grant)
    {
        var person = Someone();
        Assert.That(() => _records.Grants.Add(person, grant, "operator:test"), Throws.ArgumentException);
    }

    [Test]
    public void The_audit_chain_is_whole_after_many_writers()
    {
        Parallel.For(0, 20, i => _records.Audit.Write("operator:test", "import", $"delivery {i}"));
        Assert.That(_records.Audit.Verify(), Is.Empty);
        Assert.That(_records.Audit.List(), Has.Count.EqualTo(20));
    }

    [TestCase("UPDATE audit SET who = 'somebody' WHERE id = 2", "Entry 2")]
    [TestCase("DELETE FROM audit WHERE id = 2", "gap")]
    [TestCase("DELETE FROM audit WHERE id = 3", "ends at entry 2")]
    public void A_changed_or_missing_audit_entry_is_noticed(string harm, string says)
    {
        for (var i = 0; i < 3; i++)
            _records.Audit.Write("operator:test", "import", $"delivery {i}");
        using var store = Engine();
        using var session = store.Open();
        Assert.That(() => session.Execute(harm), Throws.Exception, "the store itself refuses it");
        session.Execute("DROP TRIGGER audit_is_never_changed; DROP TRIGGER audit_is_never_shortened");
        session.Execute(harm);
        Assert.That(_records.Faults(), Has.One.Contains(says));
    }

    [Test]
    public void A_delivery_is_kept_with_every_reject_and_its_original_line()
    {
        var rejects = Enumerable.Range(2, 150).Select(line => new RejectedRow
        {
            Line = line, Column = "percent", Rule = "number", Reason = "is not a number", Fix = "send digits", OriginalLine = $"line {line}",
        }).ToArray();
        var id = _records.Imports.Save("elm", new ImportedDelivery
        {
            Name = "sis.zip", By = "operator:test", State = "loaded", Load = 7,
            Files = [new ImportedFile { File = "sis.zip!marks.csv", Format = "Marks", State = "loaded", RowsIn = 200, Added = 50, Rejected = 150, Rejects = rejects, Warnings = ["one"] }],
        });
        var kept = _records.Imports.Show("elm", id)!;
        Assert.That(kept.Files[0].Loaded, Is.EqualTo(50));
        Assert.That(kept.Files[0].Warnings, Is.EqualTo(new[] { "one" }));
        Assert.That(_records.Imports.Rejects(kept.Files[0].Id), Is.EqualTo(rejects));
        Assert.That(_records.Imports.Causes(id).Single(), Has.Property("Count").EqualTo(150).And.Property("ExampleLine").EqualTo(2));
        Assert.That(_records.Imports.Show("another", id), Is.Null, "a district sees its own deliveries only");
    }

    [Test]
    public void Runs_keep_rows_and_seconds_and_a_stopped_service_leaves_none_running()
    {
        var done = _records.Runs.Start("elm", "nightly", "schedule");
        _records.Runs.Finish(done, RunState.Done, 42, 1.5, "All is well.");
        _records.Runs.Start("elm", "nightly", "schedule");
        Assert.That(_records.Runs.MarkInterrupted(), Is.EqualTo(1));
        var runs = _records.Runs.List("elm");
        Assert.That(runs.Select(r => r.State), Is.EqualTo(new[] { RunState.Interrupted, RunState.Done }));
        Assert.That(runs[1], Has.Property("Rows").EqualTo(42).And.Property("Seconds").EqualTo(1.5));
    }

    [Test]
    public void Records_of_a_newer_version_are_left_alone()
    {
        _records.Dispose();
        using (var session = Engine().Open())
            session.Execute("INSERT INTO migration (number, name, checksum, applied_at) VALUES (9999, 'later', '', '')");
        Assert.That(() => RecordStore.Open(DataFolder.At(_path), _clock), Throws.TypeOf<RecordsUnusable>().With.Message.Contains("newer version"));
    }

    [Test]
    public void A_nights_model_card_replaces_the_one_made_before()
    {
        _records.Models.Save("elm", "rest-of-year", new DateOnly(2026, 3, 12), published: false, "{}");
        _records.Models.Save("elm", "rest-of-year", new DateOnly(2026, 3, 12), published: true, "{\"a\":1}");
        Assert.That(_records.Models.List("elm").Single(), Has.Property("Published").True.And.Property("Card").EqualTo("{\"a\":1}"));
    }

    Person Someone() => _records.People.Add(new Person { Id = 0, UserName = "Teacher", DisplayName = "A teacher", Role = Role.Teacher, District = "elm", StaffId = "t-1" })!;
}
