namespace DataDrivenDecisions.Tests.Importing;

/// <summary>Whole folders that others published, through every door into a real warehouse: each row is loaded, unchanged, rejected, duplicate or held.</summary>
[Parallelizable]
public sealed class RealDoorTests
{
    // One of the duplicates of Ed-Fi is a second category of one day: an excused absence counts before a partial one.
    [TestCase("edfi/xml_ds5", 5265, 5259, 0, 6)]
    [TestCase("edfi/api_json", 3066, 3066, 0, 0)]
    [TestCase("sds/v1/25 Users", 74, 74, 0, 0)]
    [TestCase("sds/v1/100 Users", 758, 758, 0, 0)]
    [TestCase("sds/v1/Min Required Attributes", 74, 74, 0, 0)]
    [TestCase("sds/v2.1", 44, 44, 0, 0)]
    [TestCase("lms/edfi_starter_kit_sample", 1176, 1176, 0, 0)]
    public void Every_row_of_a_published_folder_is_accounted_for(string folder, int rows, int loaded, int rejected, int duplicate)
    {
        using var district = new ImportedDistrict();

        var reports = district.Import(RealData.Path(folder));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reports.Select(r => r.State), Is.All.EqualTo("loaded"), string.Join(' ', reports.Select(r => r.Refusal)));
            Assert.That((reports.Sum(r => r.RowsIn), reports.Sum(r => r.Loaded), reports.Sum(r => r.Rejected), reports.Sum(r => r.Duplicate)), Is.EqualTo(((long)rows, (long)loaded, (long)rejected, (long)duplicate)));
        }
    }

    [Test]
    public void Tables_of_no_known_kind_are_refused_in_a_sentence_each()
    {
        using var bench = new ImportBench();

        var reports = bench.Import(RealData.Path("sis/earthmover_examples"));

        Assert.That(reports.Select(r => r.State), Is.All.EqualTo("refused"));
        Assert.That(reports.Select(r => r.Refusal), Is.All.Match("^.+\\. .+\\.$"));
    }
}
