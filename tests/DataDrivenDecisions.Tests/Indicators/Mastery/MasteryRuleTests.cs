using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators.Mastery;

namespace DataDrivenDecisions.Tests.Indicators.Mastery;

/// <summary>Five rules make one number of the same evidence, each as its worked examples say; nothing is said of who was not assessed.</summary>
[Parallelizable]
public sealed class MasteryRuleTests
{
    static IEnumerable<TestCaseData<MasteryRule, MasteryExample>> Examples =>
        from rule in MasteryRule.All
        from example in rule.Examples
        select new TestCaseData<MasteryRule, MasteryExample>(rule, example) { TestName = $"{rule.Name}: {example.Says}" };

    [TestCaseSource(nameof(Examples))]
    public void The_worked_example_holds(MasteryRule rule, MasteryExample example) => Assert.That(rule.Of(example.Shares), Is.EqualTo(example.Mastery));

    [Test]
    public void The_same_evidence_is_told_by_every_rule()
    {
        decimal[] shares = [1, 0.5m, 0.5m, 0.75m];
        Assert.That(MasteryRule.All.ToDictionary(r => r.Name, r => r.Of(shares)), Is.EqualTo(new Dictionary<string, decimal>
        {
            // ((1 · .35 + .5 · .65) · .35 + .5 · .65) · .35 + .75 · .65 by hand.
            ["decaying-average"] = 0.6839375m, ["most-recent"] = 0.75m, ["highest"] = 1, ["mean"] = 0.6875m, ["mode"] = 0.5m,
        }));
    }

    [Test]
    public void Every_rule_has_a_file_a_way_and_examples() => Assert.Multiple(() =>
    {
        Assert.That(MasteryRule.All.Select(r => r.Name), Is.Unique);
        Assert.That(MasteryRule.All.Select(r => r.Examples.Count), Is.All.AtLeast(2));
        Assert.That(MasteryRule.All.Select(r => r.Method), Is.All.Not.Empty);
        Assert.That(Directory.GetFiles(Repository.File("src", "DataDrivenDecisions", "Indicators", "Mastery")).Select(f => Path.GetFileNameWithoutExtension(f)!), Is.SupersetOf(MasteryRule.All.Select(r => r.GetType().Name)));
    });

    [TestCase(0.9, 1, MasteryState.NotYetAssessed)]
    [TestCase(0.0, 0, MasteryState.NotYetAssessed)]
    [TestCase(0.79, 2, MasteryState.Growing)]
    [TestCase(0.8, 2, MasteryState.Mastered)]
    public void One_score_is_a_day_and_no_skill(double mastery, int outcomes, MasteryState state) => Assert.That(new MasteryLine().Of((decimal)mastery, outcomes), Is.EqualTo(state));

    [Test]
    public void A_table_is_read_by_its_usual_names_and_what_cannot_be_read_is_counted()
    {
        var table = new FlatTable(["Student_ID", "Standard", "Date", "Score", "Max_Points"],
        [
            ["a", "6.NS.1", "2026-02-03", "3", "4"], ["a", "6.NS.1", "2026-01-05", "9", "10"], ["a", "6.NS.1", "1/5/2026", "11", "10"],
            ["b", "6.NS.1", "2026-01-05", "", "10"], ["b", "6.NS.1", "2026-01-05", "lots", "10"], ["b", "", "2026-01-05", "1", "10"], ["b", "6.NS.2", "soon", "1", "10"], ["b", "6.NS.2", "2026-01-05", "1", "0"],
        ]);
        var read = SkillTable.Read(table, new Dictionary<string, string>(), null);
        Assert.That(SkillOutcome.InOrder(read.Outcomes.Where(o => o.Student == "a")).Select(o => o.Share), Is.EqualTo((decimal[])[0.9m, 1, 0.75m]), "by day, then as the table has them; extra credit is all");
        Assert.That(read.Outcomes, Has.Count.EqualTo(4));
        Assert.That(read.Warnings, Has.Count.EqualTo(5).And.Some.EqualTo("1 rows have more points than could be scored and count as all of them."));
        Assert.That(() => SkillTable.Read(new FlatTable(["student", "score"], [["a", "1"]]), new Dictionary<string, string>(), null), Throws.TypeOf<MasteryRefused>().With.Message.Contains("--column skill=NAME"));
    }

    [TestCase("1", 1)]
    [TestCase("3", 4)]
    [TestCase("7.5", 10)]
    [TestCase("86", 100)]
    public void Without_the_most_points_the_scale_is_the_smallest_that_holds_the_scores(string largest, int most)
    {
        var read = SkillTable.Read(new FlatTable(["student", "skill", "score"], [["a", "s", "0"], ["a", "s", largest]]), new Dictionary<string, string>(), null);
        Assert.That(read.Most, Is.EqualTo(most));
    }
}
