using System.Net;

namespace DataDrivenDecisions.Web.Tests.Access;

/// <summary>Every endpoint that the host has, tried by people who may not open it.</summary>
public sealed class DoorTests
{
    [Test]
    public async Task Signed_out_every_door_but_the_named_ones_leads_to_the_sign_in()
    {
        using var nobody = SampleHost.Browser();
        var wrong = new List<string>();
        var tried = 0;
        foreach (var door in Door.All.Where(d => !d.IsOpen))
        {
            var answer = await door.Knock(nobody);
            var sentToSignIn = answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location is { } to && to.OriginalString.Contains("/sign-in", StringComparison.Ordinal);
            if (!sentToSignIn && answer.StatusCode != HttpStatusCode.Unauthorized)
                wrong.Add($"{door.Pattern}: {answer.StatusCode}");
            tried++;
        }
        TestContext.Out.WriteLine($"{tried} endpoints tried signed out, {Door.All.Count - tried} are open by name");
        Assert.Multiple(() =>
        {
            Assert.That(wrong, Is.Empty);
            Assert.That(tried, Is.GreaterThan(20));
            Assert.That(Door.All.Where(d => d.IsOpen).Select(d => d.Pattern), Is.EquivalentTo(new[] { "/sign-in", "/set-up", "/trouble/{code:int}" }));
        });
    }

    [TestCase("principal", "district-wide", "data-desk")]
    [TestCase("counselor", "district-wide", "school-wide", "data-desk", "data-quality")]
    [TestCase("teacher", "district-wide", "school-wide", "data-desk", "data-quality")]
    [TestCase("family", "district-wide", "school-wide", "data-desk", "data-quality", "staff")]
    public async Task A_door_of_another_role_stays_shut(string userName, params string[] policies)
    {
        using var browser = await SampleHost.SignedIn(userName);
        var shut = Door.All.Where(d => d.Policies.Any(p => policies.Contains(p))).ToList();
        var wrong = new List<string>();
        foreach (var door in shut)
        {
            var answer = await door.Knock(browser);
            if (answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.NotFound))
                wrong.Add($"{door.Pattern}: {answer.StatusCode}");
        }
        TestContext.Out.WriteLine($"{userName}: {shut.Count} endpoints are shut");
        Assert.Multiple(() =>
        {
            Assert.That(wrong, Is.Empty);
            Assert.That(shut, Has.Count.GreaterThan(5));
        });
    }

    [Test]
    public void Every_endpoint_of_the_district_s_own_work_carries_a_policy() =>
        Assert.That(Door.All.Where(d => d.Pattern.StartsWith("/imports", StringComparison.Ordinal) || d.Pattern.StartsWith("/schedules", StringComparison.Ordinal) || d.Pattern.StartsWith("/quality", StringComparison.Ordinal) || d.Pattern.StartsWith("/downloads", StringComparison.Ordinal))
            .Where(d => d.Policies.Count == 0).Select(d => d.Pattern), Is.Empty);
}
