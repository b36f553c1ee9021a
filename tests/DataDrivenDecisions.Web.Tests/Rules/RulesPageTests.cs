using System.Net;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Web.Tests.Rules;

/// <summary>A district's own thresholds and rule of mastery: set on the page, refused in words, and back to what is usual.</summary>
public sealed class RulesPageTests
{
    const string Path = "/rules";

    [Test]
    public async Task Thresholds_set_on_the_page_are_in_force_and_told_with_who_set_them()
    {
        var district = OtherDistrict.Add("tamarack");
        using var browser = await SampleHost.SignedIn(district.Coordinator);
        var flags = new Dictionary<string, string> { ["missed-watch"] = "6", ["missed-concern"] = "12", ["incidents-watch"] = "2", ["incidents-concern"] = "4", ["failed-watch"] = "1", ["failed-concern"] = "3", ["grade-points-concern"] = "2.0" };
        var refused = await SampleHost.Post(browser, Path, Path + "?handler=Flags", new(flags) { ["missed-concern"] = "3" });
        var set = await SampleHost.Post(browser, Path, Path + "?handler=Flags", flags);
        var mastery = await SampleHost.Post(browser, Path, Path + "?handler=Mastery", new() { ["rule"] = "highest", ["mastered"] = "75", ["fewest"] = "3" });
        var page = await browser.GetStringAsync(Path);
        var about = await browser.GetStringAsync("/about-numbers/abc-attendance");
        await SampleHost.Post(browser, Path, Path + "?handler=Usual&kind=abc", []);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("Nothing was changed").And.Contain("cannot begin below 6"));
            Assert.That((set.StatusCode, mastery.StatusCode), Is.EqualTo((HttpStatusCode.Redirect, HttpStatusCode.Redirect)));
            Assert.That(page, Does.Contain("This district has thresholds and a rule of mastery of its own").And.Contain("missed 12% or more is a concern").And.Contain("a grade point average below 2.00 is a concern").And.Contain("mastered from 75 of 100").And.Contain(district.Coordinator));
            Assert.That(about, Does.Contain("<code>own-1</code> <span class=\"tag\">in force</span>"));
            Assert.That(SampleHost.Records.Rules.Of(district.Slug, RuleBook.Abc).Select(v => (v.Version, v.Content is null)), Is.EqualTo(new[] { (1, false), (2, true) }), "a version is added and none is changed");
        }
    }
}
