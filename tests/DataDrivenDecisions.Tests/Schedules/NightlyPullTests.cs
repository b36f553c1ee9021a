using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Tests.Importing.Pulling;

namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>A night pulls from every source; one that cannot be read does not keep the others out, and what went wrong is noted on it.</summary>
[Parallelizable]
public sealed class NightlyPullTests
{
    string _path = "";
    RecordStore _records = null!;
    District _district = null!;
    FakeOneRoster _host = null!;

    [SetUp]
    public void Open()
    {
        _host = new FakeOneRoster();
        _path = Path.Combine(Path.GetTempPath(), "ddd-night-" + Guid.NewGuid().ToString("N"));
        var data = DataFolder.At(_path);
        _records = RecordStore.Open(data, TimeProvider.System);
        var place = new DistrictRecord { Slug = "elm", Name = "Elm County", TimeZone = "America/Chicago", ClockDay = new DateOnly(2026, 3, 13) };
        _records.Districts.Add(place);
        _district = District.Open(place, data, _records, TimeProvider.System);
    }

    [TearDown]
    public void Close()
    {
        _district.Dispose();
        _records.Dispose();
        _host.Dispose();
        Directory.Delete(_path, recursive: true);
    }

    [Test]
    public void One_source_that_cannot_be_read_does_not_stop_the_rest_and_says_why_without_its_secret()
    {
        Add("a-broken", "the-wrong-secret");
        Add("b-good", FakeHost.Secret);
        _records.Sources.Add(new SourceRecord { District = "elm", Name = "c-dropped", Kind = SourceRecord.Drop }, null, "test");

        var night = NightlyPull.Run(_district, "schedule:nightly", patience: PulledDistrict.Hasty);

        var (broken, good) = (_records.Sources.Find("elm", "a-broken")!, _records.Sources.Find("elm", "b-good")!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((night.Sources, night.Faults.Count, night.NeedsAttention), Is.EqualTo((2, 1, true)));
            Assert.That(night.Files.Select(f => f.State), Is.All.EqualTo(ImportState.Loaded));
            Assert.That(broken.LastError, Does.Contain("does not accept the client id or its secret").And.Not.Contain("the-wrong-secret"));
            Assert.That((broken.SavedVersion, broken.LastSuccessAt, good.LastError), Is.EqualTo(((string?)null, (DateTimeOffset?)null, (string?)null)));
            Assert.That(good.SavedVersion, Is.Not.Null);
            Assert.That(night.Sentence, Does.StartWith("2 sources pulled").And.Not.Contain("the-wrong-secret"));
            Assert.That(_records.Imports.List("elm").Select(d => (d.Source, d.By)), Is.EqualTo(new[] { ("b-good", "schedule:nightly") }));
            Assert.That(_records.Audit.Verify(), Is.Empty);
        }
    }

    void Add(string name, string secret) => _records.Sources.Add(PulledDistrict.OneRoster(_host, page: 100) with { District = "elm", Name = name }, secret, "test");
}
