using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Web.Commands;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>Cards asked for at the command line before there are any, and by a name that no model has.</summary>
public sealed class ModelsCommandTests : OneDistrictTests
{
    [Test]
    public async Task A_name_that_no_model_has_is_answered_with_those_that_there_are()
    {
        var answer = await Shell.Run("models", "show", "chronic");

        Assert.That(answer.Code, Is.EqualTo(ExitCode.Usage));
        Assert.That(answer.Err, Does.Contain("There is no model chronic.").And.Not.Contain("analyze"));
        foreach (var model in Model.All)
            Assert.That(answer.Err, Does.Contain(model.Name));
    }

    [Test]
    public async Task A_model_without_a_card_yet_says_how_to_come_by_one()
    {
        var answer = await Shell.Run("models", "show", Model.All[0].Name);

        Assert.That((answer.Code, answer.Err.Contains("no model card yet", StringComparison.Ordinal)), Is.EqualTo((ExitCode.Usage, true)));
    }
}
