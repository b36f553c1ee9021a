using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Tests.Importing.Mapping;

/// <summary>A delivery that waits to be mapped keeps what the person said who brought it.</summary>
public sealed class MappingDraftTests
{
    readonly string _folder = Directory.CreateTempSubdirectory("ddd-drafts-").FullName;

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Its_source_and_school_year_count_when_it_is_loaded_and_its_format_does_not()
    {
        var path = Path.Combine(_folder, "late list.csv");
        File.WriteAllText(path, "a,b\n1,2\n");
        var report = new ImportReport { Delivery = "late list.csv", File = "late list.csv", State = ImportState.Refused };

        var draft = new MappingDrafts(Path.Combine(_folder, "kept"), TimeProvider.System).Start(path, "late list.csv", report, takeOver: false, new DeliveryTold { Source = "front office", SchoolYearEnds = 2026, Format = "Daily attendance" });
        var options = new MappingDrafts(Path.Combine(_folder, "kept"), TimeProvider.System).Find(draft.Id)!.Options("tester");

        Assert.That((options.Source, options.Year?.Ends, options.Format, options.Name, options.By), Is.EqualTo(("front office", (int?)2026, (string?)null, "late list.csv", "tester")));
    }
}
