using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Tests.Records;

/// <summary>The setting that says where the records are: usually a file, and a server that nobody reaches is never quietly replaced by one.</summary>
[Parallelizable]
public sealed class RecordsPlaceTests
{
    const string Nowhere = "Server=tcp:127.0.0.1,1;Database=records;User ID=ddd;Password=not-in-the-clear;Connect Timeout=1;ConnectRetryCount=0;Encrypt=False";
    DataFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = DataFolder.At(Directory.CreateTempSubdirectory("ddd-place-").FullName);

    [TearDown]
    public void Close() => Directory.Delete(_folder.Path, recursive: true);

    [Test]
    public void Without_a_setting_they_are_a_file() => Assert.That(new RecordsPlace(_folder).Now, Is.EqualTo(StorePlace.RecordsFile));

    [Test]
    public void A_connection_lies_sealed_and_a_server_that_does_not_answer_makes_no_file()
    {
        new RecordsPlace(_folder).Set(StorePlace.On(Nowhere));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new RecordsPlace(_folder).Now, Is.EqualTo(StorePlace.On(Nowhere)));
            Assert.That(File.ReadAllText(Path.Combine(_folder.Path, "records.json")), Does.Not.Contain("127.0.0.1").And.Not.Contain("clear"));
            Assert.That(() => RecordStore.Open(_folder, TimeProvider.System), Throws.InstanceOf<StoreBusy>().With.Message.Contains("does not answer").And.Message.Not.Contain("clear"));
            Assert.That(File.Exists(_folder.Records), Is.False);
        }
    }

    [Test]
    public void Records_that_cannot_be_moved_stay_where_they_are()
    {
        RecordStore.Open(_folder, TimeProvider.System).Dispose();
        Assert.That(() => RecordsMove.Run(_folder, StorePlace.On(Nowhere), TimeProvider.System), Throws.InstanceOf<StoreBusy>());
        Assert.That((new RecordsPlace(_folder).IsOnServer, File.Exists(_folder.Records)), Is.EqualTo((false, true)));
    }
}
