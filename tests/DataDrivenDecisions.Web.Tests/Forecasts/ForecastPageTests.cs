using System.Net;
using System.Text.RegularExpressions;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Tests.Forecasts;

/// <summary>A principal is told of her own school what the whole district's counts make likely, and of no other.</summary>
public sealed class ForecastPageTests
{
    const string Path = "/forecasts";

    [Test]
    public async Task A_principal_sees_the_lines_of_her_school_as_the_leader_does_and_no_other_school()
    {
        using var principal = await SampleHost.SignedIn("principal");
        using var leader = await SampleHost.SignedIn("leader");
        var (own, all) = (Text(await principal.GetStringAsync(Path)), Text(await leader.GetStringAsync(Path)));
        string[] schools = [.. SampleHost.District.Warehouse.As(Viewer.Nightly("test")).Ask(SeenSchool.All).Select(s => s.Name)];
        string[] seen = [.. schools.Where(own.Contains)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen, Has.Exactly(1).Items);
            Assert.That(schools.Where(all.Contains), Is.EquivalentTo(schools));
            Assert.That(own, Does.Contain($"Enrollment by grade at {seen[0]}").And.Contain($"Enrollment at {seen[0]}").And.Not.Contain("All schools together"));
            Assert.That(all, Does.Not.Contain("Enrollment by grade at"));
            Assert.That(Line(own, seen[0]), Is.Not.Empty.And.EqualTo(Line(all, seen[0])), "the same numbers, with the same reach");
        }
    }

    [TestCase("counselor")]
    [TestCase("teacher")]
    [TestCase("family")]
    public async Task Nobody_else_gets_them(string userName)
    {
        using var browser = await SampleHost.SignedIn(userName);
        Assert.That((await browser.GetAsync(Path)).StatusCode, Is.AnyOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound));
    }

    static string Text(string page) => WebUtility.HtmlDecode(page);

    /// <summary>The numbers in the school's rows, of attendance and of enrollment.</summary>
    static string[] Line(string page, string school) =>
        [.. Regex.Matches(page, @"<tr role=""row""><th scope=""row"" role=""rowheader"">(?:<a[^>]*>)?" + Regex.Escape(school) + @"(?:</a>)?</th>(.*?)</tr>", RegexOptions.Singleline).Select(m => Regex.Replace(m.Groups[1].Value, "<[^>]*>|\\s+", " "))];
}
