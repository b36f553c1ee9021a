using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Mapping.Detecting;
using DataDrivenDecisions.Importing.Matching;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>Limits as settings: what may be typed, what is refused, and that each of them is one.</summary>
public sealed class LimitSettingTests
{
    [Test]
    public void Every_limit_is_a_setting_of_its_own_and_its_usual_value_is_allowed()
    {
        var limits = typeof(ImportLimits).GetProperties().Where(p => p.CanWrite && p.PropertyType != typeof(Type)).Select(p => p.Name).ToList();
        var moved = LimitSetting.All.Select(s => typeof(ImportLimits).GetProperties().Where(p => p.CanWrite)
            .Where(p => !Equals(p.GetValue(LimitSetting.Of(new Dictionary<string, long> { [s.Name] = s.Least })), p.GetValue(ImportLimits.Default))).Select(p => p.Name).Single());
        Assert.That(moved, Is.EquivalentTo(limits));
        Assert.That(LimitSetting.All.Where(s => !s.Allows(s.Usual)).Select(s => s.Name), Is.Empty);
    }

    [TestCase("upload-size", "4 GB", 4L * 1024 * 1024 * 1024)]
    [TestCase("upload-size", "500mb", 500L * 1024 * 1024)]
    [TestCase("columns", "8,000", 8000)]
    [TestCase("field-length", "128 KB", 128 * 1024)]
    [TestCase("held-in-school", "15%", 15)]
    [TestCase("drop-folder-quiet", "90 seconds", 90)]
    public void A_size_is_read_as_people_write_it(string name, string text, long value) => Assert.That(LimitSetting.Named(name)!.Parse(text), Is.EqualTo(value));

    [TestCase("columns", "3")]
    [TestCase("columns", "5 KB")]
    [TestCase("columns", "many")]
    [TestCase("upload-size", "9999999999999 TB")]
    [TestCase("upload-size", "-1")]
    [TestCase("files", "")]
    [TestCase("held-in-district", "0 %")]
    public void What_makes_no_sense_is_refused_with_what_is_allowed(string name, string text)
    {
        var setting = LimitSetting.Named(name)!;
        Assert.That(() => setting.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains(setting.Say(setting.Least)).And.Message.Contains(setting.Say(setting.Most)));
    }

    [Test]
    public void What_is_said_can_be_typed_again() =>
        Assert.That(LimitSetting.All.SelectMany(s => new[] { s.Least, s.Usual, s.Most }.Where(v => s.Parse(s.Say(v).Replace(" of text", "", StringComparison.Ordinal)) != v).Select(_ => s.Name)), Is.Empty);

    [Test]
    public void A_file_that_a_limit_stops_says_which_setting_it_was()
    {
        using var bench = new ImportBench { Limits = ImportLimits.Default with { Files = 1, Columns = 2 } };
        var zip = bench.Zip("two.zip", ("a.csv", "x\n"), ("b.csv", "x\n"));
        Assert.That(bench.ImportOne(zip).Refusal, Does.Contain("The limit is the setting files, here 1."));
        var wide = bench.ImportText("student_number,school_number,school_year,entry_date\n1,2,2025-26,2025-09-01\n", "school_enrollment.csv");
        Assert.That(wide.Refusal, Does.Contain("The limit is the setting columns, here 2."));
        var strange = bench.File("strange.csv", "colour,taste,smell\nred,sweet,none\n");
        var refused = bench.ImportOne(strange);
        Assert.That((refused.Refusal, refused.CanBeMapped), Is.EqualTo(("The file has more than 2 columns. Check that its lines end where they should. The limit is the setting columns, here 2.", false)));
        Assert.That(() => MappingSuggester.Suggest(strange, null, new RosterLook(RosterIds.Of([]), [], ImportBench.Today), limits: bench.Limits), Throws.TypeOf<ImportRejected>().With.Message.Contains("the setting columns"));
    }
}
