using System.Security.Cryptography;
using DataDrivenDecisions.Importing.Pulling;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Tests.Importing.Pulling;

/// <summary>Files fetched from a real SFTP server into a real district.</summary>
[Parallelizable]
public sealed class SftpPullTests
{
    const string Enrollment = "student_number,school_number,school_year,grade_level,entry_date,entry_code,exit_date,exit_code,exit_reason\r\n";
    const string Submitted = "school_number,attendance_date,submitted_at\r\n0110,2026-03-12,2026-03-12T09:40:00\r\n";

    SftpServer _server = null!;
    string _path = "";
    RecordStore _records = null!;
    District _district = null!;

    [SetUp]
    public void Open()
    {
        _server = new SftpServer();
        _path = Path.Combine(Path.GetTempPath(), "ddd-sftp-" + Guid.NewGuid().ToString("N"));
        var data = DataFolder.At(_path);
        _records = RecordStore.Open(data, TimeProvider.System);
        var place = new DistrictRecord { Slug = "elm", Name = "Elm County", TimeZone = "America/Chicago", ClockDay = new DateOnly(2026, 3, 13) };
        _records.Districts.Add(place);
        _district = District.Open(place, data, _records, TimeProvider.System);
    }

    [TearDown]
    public void Close()
    {
        _district?.Dispose();
        _records?.Dispose();
        _server?.Dispose();
        if (Directory.Exists(_path))
            Directory.Delete(_path, recursive: true);
    }

    [Test]
    public void What_is_whole_is_fetched_taken_in_and_moved_to_the_archive_and_what_is_being_written_waits()
    {
        Add("archive");
        Put("enrollment.csv", Enrollment + "0042137,0110,2025-26,07,2025-08-25,,,,\r\n");
        Put("submitted.csv", Submitted);
        Put("submitted.csv.done", "");
        Put("half.csv.part", "not yet");

        var pulled = Sync();
        var again = Sync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(pulled.Files.Select(f => (f.File, f.State)), Is.EqualTo(new[] { ("enrollment.csv", "loaded"), ("submitted.csv", "loaded") }));
            Assert.That(again.Files, Is.Empty);
            Assert.That(Left(), Is.EqualTo(new[] { "archive", "half.csv.part" }));
            Assert.That(Directory.GetFiles(Path.Combine(_server.Outgoing, "archive")).Select(Path.GetFileName).Order(), Is.EqualTo(new[] { "enrollment.csv", "submitted.csv" }));
            Assert.That(Directory.GetFileSystemEntries(_district.Folder.Drop), Is.Empty);
            Assert.That(_records.Imports.List("elm").Select(d => d.Source), Is.All.EqualTo("vendor"));
            Assert.That(_records.Sources.Find("elm", "vendor"), Has.Property("LastError").Null.And.Property("LastSuccessAt").Not.Null);
        }
    }

    [Test]
    public void Where_files_must_stay_none_is_fetched_twice_until_it_is_written_anew()
    {
        Add("remember");
        var path = Put("submitted.csv", Submitted);
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 3, 12, 10, 0, 0, DateTimeKind.Utc));

        var first = Sync();
        var second = Sync();
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 3, 13, 10, 0, 0, DateTimeKind.Utc));
        var third = Sync();

        Assert.That((first.Files.Count, second.Files.Count, third.Files.Single().State), Is.EqualTo((1, 0, "unchanged")));
        Assert.That(_records.Sources.HasFetched("elm", "vendor", "submitted.csv", Submitted.Length, new DateTimeOffset(2026, 3, 12, 10, 0, 0, TimeSpan.Zero)), Is.True);
        Assert.That(File.Exists(path), Is.True);
    }

    [Test]
    public void A_host_that_shows_another_key_is_told_nothing()
    {
        Add("archive");
        Put("submitted.csv", Submitted);
        _server.BecomeAnother();

        Assert.That(() => Sync(), Throws.TypeOf<PullFailed>().With.Message.Contains("another key than the accepted one").And.Message.Contains(_server.Fingerprint));
        Assert.That(Left(), Is.EqualTo(new[] { "submitted.csv" }));
        Assert.That(_records.Sources.Find("elm", "vendor")!.LastError, Does.Contain("No password was sent"));
    }

    [Test]
    public void A_key_is_shown_first_and_accepted_by_a_person()
    {
        Add("archive", accepted: false);
        var source = _records.Sources.Find("elm", "vendor")!;
        Assert.That(() => Sync(), Throws.TypeOf<PullFailed>().With.Message.Contains("Nobody has accepted"));

        var shown = SftpFetch.Check(source, "", PulledDistrict.Hasty, null, _ => Assert.Fail("it was not accepted yet"));
        string? kept = null;
        var accepted = SftpFetch.Check(source, "", PulledDistrict.Hasty, _server.Fingerprint, key => kept = key);

        Assert.That(shown.Single(), Does.Contain(_server.Fingerprint).And.Contain("--accept"));
        Assert.That((kept, accepted.Single()), Is.EqualTo((_server.Fingerprint, $"The host shows the accepted key, and {_server.Outgoing} holds 0 files.")));
        Assert.That(() => SftpFetch.Check(source, "", PulledDistrict.Hasty, "SHA256:other", _ => { }), Throws.TypeOf<PullFailed>());
    }

    [Test]
    public void The_fingerprint_of_what_was_fetched_is_noted_and_a_refused_file_is_put_aside()
    {
        Add("archive");
        Put("strange.csv", "colour,taste\r\nred,sweet\r\n");

        var pulled = Sync();

        using var records = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={DataFolder.At(_path).Records};Mode=ReadOnly");
        records.Open();
        using var ask = records.CreateCommand();
        ask.CommandText = "SELECT sha256 FROM source_file";
        Assert.That(pulled.Files.Single().State, Is.EqualTo("refused"));
        Assert.That(ask.ExecuteScalar(), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData("colour,taste\r\nred,sweet\r\n"u8))));
        Assert.That(Directory.GetFiles(Path.Combine(_district.Folder.Drop, "refused")), Has.Length.EqualTo(1));
        Assert.That(_records.Sources.Find("elm", "vendor")!.LastError, Does.Contain("was refused"));
    }

    PullReport Sync() => SourceSync.Run(_district, "vendor", new PullOptions { By = "test", Patience = PulledDistrict.Hasty, Settle = TimeSpan.FromMilliseconds(1) });

    void Add(string after, bool accepted = true)
    {
        var options = new Dictionary<string, string> { ["key-file"] = _server.ClientKey, ["after"] = after };
        if (accepted)
            options["fingerprint"] = _server.Fingerprint;
        _records.Sources.Add(new SourceRecord { District = "elm", Name = "vendor", Kind = SourceRecord.Sftp, Address = _server.Address, ClientId = Environment.UserName, Options = options }, "", "test");
    }

    string Put(string name, string text)
    {
        var path = Path.Combine(_server.Outgoing, name);
        File.WriteAllText(path, text);
        return path;
    }

    string?[] Left() => [.. Directory.GetFileSystemEntries(_server.Outgoing).Select(Path.GetFileName).Order(StringComparer.Ordinal)];
}
