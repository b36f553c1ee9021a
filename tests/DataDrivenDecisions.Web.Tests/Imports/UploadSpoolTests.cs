using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Uploads;

namespace DataDrivenDecisions.Web.Tests.Imports;

/// <summary>What is left of an upload on disk when the service starts anew, and when a day has passed.</summary>
public sealed class UploadSpoolTests
{
    readonly string _data = Directory.CreateTempSubdirectory("ddd-spool-").FullName;
    DistrictFolder _district = null!;

    [SetUp]
    public void Open() => _district = DataFolder.At(_data).District("elm");

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(_data, recursive: true);

    static UploadSpool Started() => new(TimeProvider.System);

    [Test]
    public async Task After_a_crash_in_the_middle_of_a_chunk_the_upload_stands_at_the_last_whole_one()
    {
        var begun = Started().Begin(_district, "ann", [new AnnouncedFile("a.csv", 10)]);
        await begun.Append(0, 0, null, new MemoryStream([1, 2, 3, 4]), default);
        await File.AppendAllTextAsync(Path.Combine(_district.Uploads, begun.Id, "0.part"), "half");
        await File.AppendAllTextAsync(Path.Combine(_district.Uploads, begun.Id, "0.chunks"), "3 abc");

        var found = Started().Find(_district, begun.Id, "ann")!;
        Assert.That(found.Received(0), Is.EqualTo(4));
        await found.Append(0, 4, null, new MemoryStream([5, 6, 7, 8, 9, 10]), default);
        Assert.That(await found.Finish(default), Is.Null);
        Assert.That(await File.ReadAllBytesAsync(Path.Combine(found.FilesFolder, "a.csv")), Is.EqualTo(Enumerable.Range(1, 10).Select(i => (byte)i)));
    }

    [Test]
    public async Task Bytes_that_changed_on_disk_are_found_before_the_import_and_asked_for_again()
    {
        var upload = Started().Begin(_district, "ann", [new AnnouncedFile("a.csv", 4), new AnnouncedFile("empty.csv", 0)]);
        await upload.Append(0, 0, null, new MemoryStream([1, 2, 3, 4]), default);
        await File.WriteAllBytesAsync(Path.Combine(_district.Uploads, upload.Id, "0.part"), [1, 2, 3, 5]);
        Assert.That((await upload.Finish(default), upload.Received(0)), Is.EqualTo((0, 0)));
        await upload.Append(0, 0, null, new MemoryStream([1, 2, 3, 4]), default);
        Assert.That(await upload.Finish(default), Is.Null);
        Assert.That(Directory.GetFiles(upload.FilesFolder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "a.csv", "empty.csv" }));
    }

    [Test]
    public void An_upload_that_nothing_came_for_in_a_day_is_over_and_swept_away()
    {
        var old = Started().Begin(_district, "ben", [new AnnouncedFile("a.csv", 10)]);
        var folder = Path.Combine(_district.Uploads, old.Id);
        var tomorrow = new UploadSpool(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(200)));
        Assert.That((tomorrow.Find(_district, old.Id, "ben"), tomorrow.Open(_district, "ben").Count), Is.EqualTo(((PartialUpload?)null, 0)));
        tomorrow.Begin(_district, "ben", [new AnnouncedFile("b.csv", 1)]);
        Assert.That(Directory.Exists(folder), Is.False);
    }

    [TestCase("../elm")]
    [TestCase("")]
    [TestCase("ABCDEF0123456789ABCDEF0123456789")]
    public void A_name_that_is_no_upload_s_is_not_looked_for(string id) => Assert.That(Started().Find(_district, id, "ann"), Is.Null);
}
