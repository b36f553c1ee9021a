using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>What is held is released by somebody other than who brought it in; where there is nobody else, by typing what would end.</summary>
[Parallelizable]
public sealed class SecondPersonTests
{
    TemporaryDistrict _elm = null!;
    long _held;

    [SetUp]
    public void Deliver()
    {
        _elm = new TemporaryDistrict();
        _elm.Import(Roster(10));
        _held = _elm.Import(Roster(8));
        Assert.That((_elm.Show(_held).State, _elm.Show(_held).WouldEnd), Is.EqualTo(("held", 2L)));
    }

    [TearDown]
    public void Close() => _elm.Dispose();

    [Test]
    public void Who_brought_it_in_may_not_where_another_could()
    {
        Add("coordinator", Role.Coordinator);
        Add("leader", Role.Leader);

        Assert.That(() => Release("coordinator", 2), Throws.TypeOf<ReleaseRefused>().With.Message.Contains("somebody else must release it: leader"));
        Assert.That(() => Release("operator:coordinator", 2), Throws.TypeOf<ReleaseRefused>(), "the same person at the server");
        Assert.That(_elm.Show(_held).State, Is.EqualTo("held"));

        Release("leader");

        Assert.That(_elm.Show(_held).State, Is.EqualTo("released"));
        Assert.That(_elm.Records.Audit.List().Select(a => (a.Who, a.What, a.About)), Does.Contain(("leader", "import approved", $"import {_held}: 2 records could end, 2 ended")));
    }

    [Test]
    public void The_only_one_may_after_typing_the_number()
    {
        Add("coordinator", Role.Coordinator);
        Add("teacher", Role.Teacher);

        Assert.That(() => Release("coordinator"), Throws.TypeOf<ReleaseRefused>().With.Message.Contains("type how many records would end: 2"));
        Assert.That(() => Release("coordinator", 3), Throws.TypeOf<ReleaseRefused>().With.Message.Contains("not 3"));

        Release("coordinator", 2);

        Assert.That(_elm.Records.Audit.List().Select(a => (a.Who, a.About)), Does.Contain(("coordinator", $"import {_held}: 2 records could end, 2 ended, alone, by typing the number")));
    }

    [Test]
    public void Undoing_a_release_lets_it_wait_again_and_what_was_said_is_kept()
    {
        Release("leader");
        var release = _elm.Records.Imports.List("elm")[0];
        Assert.That(release.Told.HoldsReleased, Is.True);

        _elm.Undo(release.Id);

        Assert.That(_elm.Show(_held).State, Is.EqualTo(ImportState.Held));
    }

    [Test]
    public void Who_has_not_set_a_password_yet_keeps_nobody_from_it()
    {
        Add("coordinator", Role.Coordinator);
        _elm.Records.People.Add(new Person { Id = 0, UserName = "invited", DisplayName = "Somebody", Role = Role.Leader, District = "elm" });

        Release("coordinator", 2);

        Assert.That(_elm.Show(_held).State, Is.EqualTo("released"));
    }

    [Test]
    public void What_is_kept_out_is_no_newer_word_and_can_still_be_released()
    {
        var second = _elm.Import(Roster(7));
        _elm.Records.Imports.SetState(second, HeldImport.KeptOut);

        Release("leader");

        Assert.That(_elm.Show(_held).State, Is.EqualTo("released"));
        HeldImport.Release(_elm.District, second, "leader");
        Assert.That((_elm.Show(second).State, _elm.Records.Imports.List("elm")[0].Files.Single().EndedByAbsence), Is.EqualTo(("released", 1L)));
    }

    [Test]
    public void Of_what_is_kept_out_the_part_that_had_loaded_counts_as_newer()
    {
        _elm.Import(TwoSchools("s1", "s2"), "whole");
        var older = _elm.Import(TwoSchools("s1"), "whole");
        var newer = _elm.Import(_elm.Zip("users.zip",
        [
            ("manifest.csv", "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users,bulk\n"),
            ("users.csv", "sourcedId,role,givenName,familyName,identifier,orgSourcedIds\nt-s1,teacher,A,B,91,s1\nt-s2,teacher,A,B,92,s2\n" + Students("s1", 39) + Students("s2", 5)),
        ]), "whole");
        _elm.Records.Imports.SetState(newer, HeldImport.KeptOut);
        Assert.That(_elm.Show(newer).Files.Single(), Has.Property("EndedByAbsence").EqualTo(1).And.Property("State").EqualTo("held"), "one school has loaded, the other waited");

        Assert.That(() => HeldImport.Release(_elm.District, older, "leader"), Throws.TypeOf<ReleaseRefused>().With.Message.Contains($"Import {newer} came from the same source"));
    }

    [Test]
    public void All_that_ends_is_told_also_what_waits_only_because_its_file_does()
    {
        _elm.Import(TwoSchools("s1", "s2"), "whole");
        var held = _elm.Show(_elm.Import(TwoSchools("s1"), "whole"));

        HeldImport.Release(_elm.District, held.Id, "leader");

        var told = held.Files.SelectMany(f => f.Holds.Select(h => (h.Entity, h.School, h.WouldEnd, h.Known)));
        Assert.That(told, Is.EquivalentTo(new (string, string?, long, long)[]
        {
            ("school", null, 1, 2), ("staff", null, 1, 2), ("student", "s2", 10, 10), ("section", "s2", 1, 1), ("section_enrollment", "s2", 10, 10), ("section_staff", "s2", 1, 1),
        }));
        Assert.That(_elm.Records.Imports.List("elm")[0].Files.Sum(f => f.EndedByAbsence), Is.EqualTo(held.WouldEnd).And.EqualTo(24));
        Assert.That(_elm.Records.Audit.List().Select(a => a.About), Does.Contain($"import {held.Id}: 24 records could end, 24 ended"));
    }

    void Release(string by, long? ending = null) => HeldImport.Release(_elm.District, _held, by, ending);

    void Add(string userName, Role role)
    {
        var person = _elm.Records.People.Add(new Person { Id = 0, UserName = userName, DisplayName = "Somebody", Role = role, District = "elm" })!;
        _elm.Records.People.SetPassword(person, "quiet harbor lantern");
    }

    static string Students(string school, int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"{school}-{i},student,A,B,{school[1..]}{i:000000},{school}\n"));

    // A whole roster: forty students in the first school, ten in the second, and in each a teacher and a class.
    string TwoSchools(params string[] schools) => _elm.Zip("whole.zip",
    [
        ("manifest.csv", "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.orgs,bulk\nfile.users,bulk\nfile.classes,bulk\nfile.enrollments,bulk\n"),
        ("orgs.csv", "sourcedId,name,type,identifier\n" + string.Concat(schools.Select(s => $"{s},School {s},school,{s}\n"))),
        ("users.csv", "sourcedId,role,givenName,familyName,identifier,orgSourcedIds\n" + string.Concat(schools.Select(s => $"t-{s},teacher,A,B,9{s[1..]},{s}\n{Students(s, Size(s))}"))),
        ("classes.csv", "sourcedId,title,courseSourcedId,schoolSourcedId\n" + string.Concat(schools.Select(s => $"c-{s},Algebra,algebra,{s}\n"))),
        ("enrollments.csv", "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,beginDate\n" + string.Concat(schools.Select(s => $"e-{s},c-{s},{s},t-{s},teacher,2026-01-05\n"
            + string.Concat(Enumerable.Range(0, Size(s)).Select(i => $"e-{s}-{i},c-{s},{s},{s}-{i},student,2026-01-05\n"))))),
    ]);

    static int Size(string school) => school == "s1" ? 40 : 10;

    string Roster(int students) => _elm.Zip("roster.zip",
    [
        ("manifest.csv", "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users,bulk\n"),
        ("users.csv", "sourcedId,role,givenName,familyName,identifier,orgSourcedIds\n" + string.Concat(Enumerable.Range(0, students).Select(i => $"u{i},student,A,B,{i:0000000},s1\n"))),
    ]);
}
