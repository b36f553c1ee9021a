using DataDrivenDecisions.Indicators;
using NUnit.Framework;

namespace DataDrivenDecisions.Tests.Indicators;

/// <summary>Every worked example on the page "About this number" is what the rule really says.</summary>
public sealed class WorkedExamplesTests
{
    static IEnumerable<TestCaseData> Examples =>
        from definition in Definition.Every
        from example in definition.WorkedExamples
        select new TestCaseData(example).SetName($"{{m}}: {definition.Name}: {example.What}");

    [TestCaseSource(nameof(Examples))]
    public void The_example_gets_the_verdict_that_it_promises(WorkedExample example) =>
        Assert.That(example.Found.Verdict, Is.EqualTo(example.Expected), example.Found.Reason);

    [TestCaseSource(nameof(Definitions))]
    public void A_definition_says_what_it_asks_how_it_is_made_and_whose_rule_it_is(Definition definition) => Assert.Multiple(() =>
    {
        Assert.That(definition.Question, Does.EndWith("?"));
        Assert.That(definition.Title, Is.Not.Empty);
        Assert.That(definition.Method, Has.Length.GreaterThan(40));
        Assert.That(definition.Source, Is.Not.Empty);
        Assert.That(definition.WorkedExamples, Has.Count.GreaterThan(1));
        Assert.That(definition.Presets.Select(p => p.Name), Is.Unique);
    });

    [Test]
    public void Every_definition_in_the_folder_is_in_the_list()
    {
        var written = typeof(Indicator).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && typeof(Definition).IsAssignableFrom(t));
        Assert.That(Definition.Every.Select(d => d.GetType()), Is.EquivalentTo(written));
        Assert.That(Indicator.All.Select(i => i.Name), Is.Unique);
    }

    [Test]
    public void Every_preset_can_be_chosen_by_its_name()
    {
        foreach (var indicator in Indicator.All)
        {
            Assert.That(indicator.Presets[0].Name, Is.EqualTo(indicator.Preset), "the first preset is the default");
            foreach (var preset in indicator.Presets)
                Assert.That(indicator.By(preset.Name).Preset, Is.EqualTo(preset.Name));
        }

        Assert.That(() => Indicator.All[0].By("none such"), Throws.ArgumentException.With.Message.Contains("kipp"));
    }

    static IEnumerable<Definition> Definitions => Definition.Every;
}
