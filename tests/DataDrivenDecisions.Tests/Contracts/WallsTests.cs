using System.Reflection;
using ArchUnitNET.Loader;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Contracts;

/// <summary>The rooms import only what the design allows, on the compiled references.</summary>
[Parallelizable]
public sealed class WallsTests
{
    static readonly Assembly Library = typeof(SchoolYear).Assembly;

    [Test]
    public void No_room_imports_through_a_wall()
    {
        var house = new ArchLoader().LoadAssemblies(Library).Build();

        Assert.That(Walls.Breaches(house), Is.Empty);
    }

    [Test]
    public void A_planted_violation_is_found_by_its_full_name()
    {
        var house = new ArchLoader().LoadAssemblies(Library, typeof(PlantedViolation).Assembly).Build();

        var planted = Walls.Breaches(house).Where(b => b.StartsWith("DataDrivenDecisions.Units.PlantedViolation ", StringComparison.Ordinal)).ToList();

        Assert.That(planted, Has.Some.Contains("imports DataDrivenDecisions.Facts.Query").And.Some.Contains("imports Dapper."));
    }

    [Test]
    public void Every_folder_of_the_library_is_a_room_with_walls()
    {
        var folders = Directory.GetDirectories(Repository.File("src", "DataDrivenDecisions"))
            .Where(d => Directory.EnumerateFiles(d, "*.cs", SearchOption.AllDirectories).Any())
            .Select(d => Path.GetFileName(d)!)
            .Where(name => name is not ("bin" or "obj"));

        Assert.That(folders, Is.SubsetOf(Walls.Rooms.Keys));
    }

    [Test]
    public void Every_type_stands_in_the_namespace_of_its_folder()
    {
        var library = Repository.File("src", "DataDrivenDecisions");
        var strays = from file in Directory.EnumerateFiles(library, "*.cs", SearchOption.AllDirectories)
                     let relative = Path.GetRelativePath(library, file)
                     where !relative.StartsWith("bin", StringComparison.Ordinal) && !relative.StartsWith("obj", StringComparison.Ordinal)
                     let expected = "namespace " + string.Join('.', ["DataDrivenDecisions", .. Path.GetDirectoryName(relative)!.Split(Path.DirectorySeparatorChar)]) + ";"
                     where !File.ReadLines(file).Any(line => line.TrimEnd() == expected)
                     select relative;

        Assert.That(strays, Is.Empty);
    }
}
