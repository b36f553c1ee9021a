using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using Microsoft.Extensions.Time.Testing;

namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>A night takes what is whole out of the drop folder, and one bad delivery does not stop the rest.</summary>
[Parallelizable]
public sealed class NightlyImportTests
{
    const string Enrollment = "student_number,school_number,school_year,grade_level,entry_date,entry_code,exit_date,exit_code,exit_reason\r\n";
    const string Submitted = "school_number,attendance_date,submitted_at\r\n0110,2026-03-12,2026-03-12T09:40:00\r\n";

    string _path = "";
    RecordStore _records = null!;
    District _district = null!;
    FakeTimeProvider _machine = null!;

    [SetUp]
    public void Open()
    {
        _path = Path.Combine(Path.GetTempPath(), "ddd-drop-" + Guid.NewGuid().ToString("N"));
        var data = DataFolder.At(_path);
        _records = RecordStore.Open(data, TimeProvider.System);
        var place = new DistrictRecord { Slug = "elm", Name = "Elm County", TimeZone = "America/Chicago", ClockDay = new DateOnly(2026, 3, 13) };
        _records.Districts.Add(place);
        _district = District.Open(place, data, _records, TimeProvider.System);
        _machine = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(1));
    }

    [TearDown]
    public void Close()
    {
        _district.Dispose();
        _records.Dispose();
        Directory.Delete(_path, recursive: true);
    }

    [Test]
    public void One_bad_delivery_does_not_stop_the_rest_and_is_put_aside()
    {
        Drop("1-enrollment.csv", Enrollment + "0042137,0110,2025-26,07,2025-08-25,,,,\r\n");
        Drop("2-strange.csv", "colour,taste\r\nred,sweet\r\n");
        Drop("3-broken.zip", "this is no zip");
        Drop("4-submitted.csv", Submitted);
        var report = Run();
        Assert.That(report.Files.Select(f => f.State), Is.EqualTo(new[] { "loaded", "refused", "refused", "loaded" }));
        Assert.That(report.NeedsAttention, Is.True);
        Assert.That(Left(), Is.Empty, "all of it was dealt with");
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(_district.Folder.Drop, "refused")), Has.Length.EqualTo(2));
        Assert.That(_records.Imports.List("elm"), Has.Count.EqualTo(4));
    }

    [Test]
    public void Links_are_put_aside_and_what_they_point_to_is_not_read()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_path, "elsewhere")).FullName;
        File.WriteAllText(Path.Combine(elsewhere, "secret.csv"), Submitted);
        File.CreateSymbolicLink(Path.Combine(_district.Folder.Drop, "file.csv"), Path.Combine(elsewhere, "secret.csv"));
        Directory.CreateSymbolicLink(Path.Combine(_district.Folder.Drop, "folder"), elsewhere);
        File.CreateSymbolicLink(Path.Combine(_district.Folder.Drop, "nothing.csv"), Path.Combine(_path, "gone.csv"));
        Drop("file.csv.done", "");

        Assert.That(Run().Files.Select(f => f.Refusal), Has.Exactly(3).StartsWith("It is a link"));
        Assert.That(Directory.GetFileSystemEntries(_district.Folder.Drop).Select(Path.GetFileName), Is.EqualTo((string[])["refused"]));
        Assert.That(File.ReadAllText(Path.Combine(elsewhere, "secret.csv")), Is.EqualTo(Submitted), "what is elsewhere is not ours");
        Assert.That(Run().Files, Is.Empty);
    }

    [Test]
    public void A_drop_folder_may_itself_be_a_link()
    {
        var elsewhere = Path.Combine(_path, "elsewhere");
        var drop = _district.Folder.Drop;
        Directory.Move(drop, elsewhere);
        Directory.CreateSymbolicLink(drop, elsewhere);
        Drop("submitted.csv", Submitted);

        Assert.That(Run().Files.Single().State, Is.EqualTo("loaded"));
        Assert.That(Left(), Is.Empty);
    }

    [Test]
    public void What_was_taken_in_is_kept_in_the_archive()
    {
        Drop("submitted.csv", Submitted);
        Run();
        Assert.That(_records.Imports.List("elm")[0].ArchivedAs, Is.Not.Null.And.Matches<string>(Path.Exists));
    }

    [Test]
    public void A_file_that_is_still_being_written_waits_for_the_next_night()
    {
        Drop("submitted.csv", Submitted);
        _machine = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        Assert.That(Run().Files, Is.Empty);
        Assert.That(Left(), Has.Length.EqualTo(1));
        Drop("submitted.csv.done", "");
        Assert.That(Run().Files.Single().State, Is.EqualTo("loaded"));
        Assert.That(Left(), Is.Empty);
    }

    [Test]
    public void A_district_may_set_how_long_a_file_must_stand_still()
    {
        _records.Settings.Set("elm", "drop-folder-quiet", 3600 * 2, "coordinator");
        Drop("submitted.csv", Submitted);
        Assert.That(Run().Files, Is.Empty, "it was written to an hour ago");
        _records.Settings.Set("elm", "drop-folder-quiet", 60, "coordinator");
        Assert.That(Run().Files, Has.Count.EqualTo(1));
    }

    [TestCase("submitted.csv.part")]
    [TestCase(".submitted.csv")]
    public void An_unfinished_upload_is_left_alone(string name)
    {
        Drop(name, Submitted);
        Assert.That(Run().Files, Is.Empty);
        Assert.That(Left(), Has.Length.EqualTo(1));
    }

    [Test]
    public void The_sample_clock_stands_at_the_evening_of_its_day()
    {
        Assert.That(_district.Today, Is.EqualTo(new DateOnly(2026, 3, 13)));
        Assert.That(_district.Clock.GetLocalNow().Hour, Is.EqualTo(18));
    }

    NightlyImportReport Run() => NightlyImport.Run(_district, "schedule:nightly", _machine, settle: TimeSpan.Zero);

    void Drop(string name, string text) => File.WriteAllText(Path.Combine(_district.Folder.Drop, name), text);

    string[] Left() => Directory.GetFiles(_district.Folder.Drop);
}
