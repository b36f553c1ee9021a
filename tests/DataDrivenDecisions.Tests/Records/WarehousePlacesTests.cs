using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Tests.Records;

/// <summary>The setting that says where a district's warehouse is: its credentials lie nowhere in the clear, and only the owner may read the file.</summary>
public sealed class WarehousePlacesTests
{
    const string Connection = "Server=db.example.org;Database=elm;User ID=ddd;Password=not-in-the-clear";
    string _folder = null!;
    WarehousePlaces _places = null!;

    [SetUp]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("ddd-places-").FullName;
        _places = new WarehousePlaces(DataFolder.At(_folder));
    }

    [TearDown]
    public void Close() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_district_without_a_setting_is_a_file() => Assert.That(_places.Of("elm"), Is.EqualTo(StorePlace.File));

    [Test]
    public void A_connection_comes_back_as_it_was_given_and_lies_sealed_on_disk()
    {
        _places.Set("elm", StorePlace.On(Connection));

        var files = Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Where(f => f.EndsWith("warehouse.json", StringComparison.Ordinal)).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_places.Of("elm"), Is.EqualTo(StorePlace.On(Connection)));
            Assert.That(_places.Of("elm").ToString(), Is.EqualTo("sqlserver"));
            Assert.That(File.ReadAllText(files.Single()), Does.Not.Contain("example").And.Not.Contain("clear"));
            if (!OperatingSystem.IsWindows())
                Assert.That(File.GetUnixFileMode(files.Single()), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }

        _places.Set("elm", StorePlace.File);
        Assert.That(_places.Of("elm"), Is.EqualTo(StorePlace.File));
    }

    [Test]
    public void What_was_sealed_for_one_district_opens_for_no_other()
    {
        _places.Set("elm", StorePlace.On(Connection));
        var folder = DataFolder.At(_folder);
        File.Copy(Path.Combine(folder.District("elm").Path, "warehouse.json"), Path.Combine(folder.District("oak").Path, "warehouse.json"));

        Assert.That(() => _places.Of("oak"), Throws.InstanceOf<SecretUnreadable>());
    }
}
