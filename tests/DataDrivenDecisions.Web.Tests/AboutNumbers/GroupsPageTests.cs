namespace DataDrivenDecisions.Web.Tests.AboutNumbers;

/// <summary>A number told by groups of students: for who sees the whole district, and for nobody else.</summary>
public sealed class GroupsPageTests
{
    const string Heading = "Where groups of students stand", Path = "/about-numbers/chronic-absence";

    [Test]
    public async Task Groups_are_told_beside_all_students_and_by_the_programs_of_the_day()
    {
        using var leader = await SampleHost.SignedIn("leader");
        var (number, tests) = (await leader.GetStringAsync(Path), await leader.GetStringAsync("/about-numbers/proficiency"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(number, Does.Contain(Heading).And.Contain("All students").And.Contain("Race: ").And.Contain("Sex: ").And.Contain("on the day of the number"));
            Assert.That(tests, Does.Contain(Heading).And.Contain("on the day of her test").And.Contain("At or above proficient"));
        }
    }

    [TestCase("principal")]
    [TestCase("counselor")]
    [TestCase("teacher")]
    public async Task Nobody_else_gets_them(string userName)
    {
        using var browser = await SampleHost.SignedIn(userName);
        Assert.That(await browser.GetStringAsync(Path), Does.Contain("How it is made").And.Not.Contain(Heading));
    }
}
