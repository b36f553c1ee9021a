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
        Assert.That(_elm.Records.Audit.List().Select(a => (a.Who, a.What, a.About)), Does.Contain(("leader", "import approved", $"import {_held}: 2 records could end")));
    }

    [Test]
    public void The_only_one_may_after_typing_the_number()
    {
        Add("coordinator", Role.Coordinator);
        Add("teacher", Role.Teacher);

        Assert.That(() => Release("coordinator"), Throws.TypeOf<ReleaseRefused>().With.Message.Contains("type how many records would end: 2"));
        Assert.That(() => Release("coordinator", 3), Throws.TypeOf<ReleaseRefused>().With.Message.Contains("not 3"));

        Release("coordinator", 2);

        Assert.That(_elm.Records.Audit.List().Select(a => (a.Who, a.About)), Does.Contain(("coordinator", $"import {_held}: 2 records could end, alone, by typing the number")));
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

    void Release(string by, long? ending = null) => HeldImport.Release(_elm.District, _held, by, ending);

    void Add(string userName, Role role) => _elm.Records.People.Add(new Person { Id = 0, UserName = userName, DisplayName = "Somebody", Role = role, District = "elm" });

    string Roster(int students) => _elm.Zip("roster.zip",
    [
        ("manifest.csv", "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users,bulk\n"),
        ("users.csv", "sourcedId,role,givenName,familyName,identifier,orgSourcedIds\n" + string.Concat(Enumerable.Range(0, students).Select(i => $"u{i},student,A,B,{i:0000000},s1\n"))),
    ]);
}
