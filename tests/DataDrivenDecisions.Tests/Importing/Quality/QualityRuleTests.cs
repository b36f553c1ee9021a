using DataDrivenDecisions.Importing.Quality;

namespace DataDrivenDecisions.Tests.Importing.Quality;

/// <summary>What every data-quality rule keeps to, and that each finds its fault in a real warehouse, once, and nothing where all is well.</summary>
[Parallelizable]
public sealed class QualityRuleTests
{
    // What the rules share; every other file of their folder is a rule.
    static readonly string[] Helpers = ["QualityRule", "QualityReach", "Suspect", "QualityFinding", "QualityLook", "StudentsWhoShare", "StudentsBesideTheirSchool"];

    static readonly Lazy<PlantedDistrict> Faulty = new(PlantedDistrict.Faulty);
    static readonly Lazy<PlantedDistrict> Clean = new(PlantedDistrict.Clean);

    static IEnumerable<TestCaseData> Rules => QualityRule.All.Select(r => new TestCaseData(r).SetArgDisplayNames(r.Name));

    [OneTimeTearDown]
    public void Close()
    {
        foreach (var district in new[] { Faulty, Clean }.Where(d => d.IsValueCreated))
            district.Value.Dispose();
    }

    [Test]
    public void Every_file_of_the_quality_folder_is_listed()
    {
        var files = Directory.GetFiles(Repository.File("src", "DataDrivenDecisions", "Importing", "Quality"), "*.cs").Select(f => Path.GetFileNameWithoutExtension(f)!);

        Assert.That(QualityRule.All.Select(r => r.GetType().Name).Concat(Helpers), Is.EquivalentTo(files));
    }

    [Test]
    public void There_are_twenty_five_rules_or_more_with_names_and_titles_of_their_own()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(QualityRule.All, Has.Count.GreaterThanOrEqualTo(25));
            Assert.That(QualityRule.All.Select(r => r.Name), Is.Unique.And.All.Match("^[a-z]+(-[a-z]+)*$"));
            Assert.That(QualityRule.All.Select(r => r.Title), Is.Unique);
            Assert.That(PlantedDistrict.Expected.Keys, Is.EquivalentTo(QualityRule.All.Select(r => r.Name)), "every rule has its planted fault");
        }
    }

    [TestCaseSource(nameof(Rules))]
    public void A_rule_says_what_it_asks_whose_it_is_and_how_to_fix_it(QualityRule rule)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rule.Question, Does.EndWith("?"));
            Assert.That(Enum.IsDefined(rule.Severity) && Enum.IsDefined(rule.Owner));
            Assert.That(new[] { rule.Fix.PowerSchool, rule.Fix.InfiniteCampus, rule.Fix.Skyward }, Has.All.EndsWith(".").And.All.Length.GreaterThan(30));
            Assert.That(rule.Examples, Is.Not.Empty);
            Assert.That(rule.Examples[0].IsFault, "the first example is a fault");
        }
    }

    [TestCaseSource(nameof(Rules))]
    public void Its_examples_are_judged_as_everybody_would(QualityRule rule) =>
        Assert.That(rule.Examples.Where(e => rule.Judge(e.Suspect) is not null != e.IsFault).Select(e => e.What), Is.Empty);

    [TestCaseSource(nameof(Rules))]
    public void Its_planted_fault_is_found_once_and_nothing_else(QualityRule rule) =>
        Assert.That(rule.Find(Faulty.Value.Look).Select(f => f.RecordId), Is.EqualTo(new[] { PlantedDistrict.Expected[rule.Name] }));

    static IEnumerable<TestCaseData> RulesInParts => Rules.Select(r => new TestCaseData(r.Arguments[0], 12, 2).SetArgDisplayNames(((QualityRule)r.Arguments[0]!).Name))
        .Concat(Rules.Select(r => new TestCaseData(r.Arguments[0], 1, 10).SetArgDisplayNames(((QualityRule)r.Arguments[0]!).Name + ", one by one").SetCategory("Slow")));

    [TestCaseSource(nameof(RulesInParts))]
    public void Looking_at_some_students_at_a_time_finds_what_looking_at_all_of_them_finds(QualityRule rule, int atOnce, int fewestParts)
    {
        var inParts = Faulty.Value.Look with { StudentsAtOnce = atOnce };

        Assert.That(inParts.Parts.Count(), Is.GreaterThanOrEqualTo(fewestParts));
        Assert.That(rule.Find(inParts), Is.EqualTo(rule.Find(Faulty.Value.Look)));
    }

    [TestCaseSource(nameof(Rules))]
    public void A_district_in_order_has_nothing_to_find(QualityRule rule) =>
        Assert.That(rule.Find(Clean.Value.Look).Select(f => $"{f.RecordId}: {f.Detail}"), Is.Empty);

    [TestCaseSource(nameof(Rules))]
    public void A_finding_names_nobody(QualityRule rule) =>
        Assert.That(rule.Find(Faulty.Value.Look).Select(f => f.RecordId + f.Detail), Has.None.Contains("Family").And.None.Contains("Given"));
}
