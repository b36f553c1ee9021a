using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.SampleDistrict;

namespace DataDrivenDecisions.Web.Tests;

/// <summary>A district of a test's own in the host of all tests, with a coordinator and a teacher: what is done to it touches nobody else's pages.</summary>
sealed partial class OtherDistrict
{
    OtherDistrict(string slug) => Slug = slug;

    public string Slug { get; }
    public string Coordinator => Slug + "-coordinator";
    public string Teacher => Slug + "-teacher";

    public static OtherDistrict Add(string slug)
    {
        var district = new OtherDistrict(slug);
        SampleHost.Records.Districts.Add(new DistrictRecord { Slug = slug, Name = "Other School District", TimeZone = "America/Chicago", ClockDay = MapleValley.Day });
        district.Add(district.Coordinator, Role.Coordinator, "district");
        district.Add(district.Teacher, Role.Teacher, "section:none");
        return district;
    }

    /// <summary>A district in which a roster is held; the number of its import.</summary>
    public static long Held(string slug)
    {
        Add(slug);
        var file = Path.Combine(Path.GetTempPath(), $"ddd-held-{Guid.NewGuid():N}.zip");
        var district = SampleHost.Districts.Open(slug);
        var options = new ImportOptions { By = "night", Archive = district.Folder.Archive, Name = "roster.zip", Source = "Roster" };
        district.Importer.Import([RosterDelivery.Write(file)], options);
        var held = district.Importer.Import([RosterDelivery.Write(file, kept: 8, familyName: "After")], options)[0].Import!.Value;
        File.Delete(file);
        return held;
    }

    /// <summary>What was written down of the district's people, the newest first.</summary>
    public IEnumerable<(string Who, string What, string About)> Audit() => SampleHost.Records.Audit.List(500).Select(a => (a.Who, a.What, a.About));

    /// <summary>Sends a file by the plain form, as a browser without scripts does, and returns the answer.</summary>
    /// <param name="browser">Who sends it.</param>
    /// <param name="file">The file.</param>
    /// <param name="said">The other fields of the form.</param>
    public static async Task<HttpResponseMessage> Upload(HttpClient browser, string file, Dictionary<string, string>? said = null)
    {
        var html = await browser.GetStringAsync("/imports/new");
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(Token().Match(html).Groups["token"].Value), "__RequestVerificationToken");
        var content = new ByteArrayContent(await File.ReadAllBytesAsync(file));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        form.Add(content, "files", Path.GetFileName(file));
        foreach (var (field, value) in said ?? [])
            form.Add(new StringContent(value), field);
        return await browser.PostAsync("/imports/upload", form);
    }

    /// <summary>Follows the page that tells how far an import is, until its report stands, and returns the report's address.</summary>
    public static async Task<string> ReportOf(HttpClient browser, HttpResponseMessage started)
    {
        Assert.That(started.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), await started.Content.ReadAsStringAsync());
        var running = started.Headers.Location!.OriginalString;
        Assert.That(running, Does.StartWith("/imports/running/"));
        for (var i = 0; i < 600; i++)
        {
            var answer = await browser.GetAsync(running);
            if (answer.StatusCode == HttpStatusCode.Redirect)
                return answer.Headers.Location!.OriginalString;
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("could not be read"));
            await Task.Delay(100);
        }
        throw new InvalidOperationException("The import did not end.");
    }

    void Add(string userName, Role role, string grant)
    {
        var person = SampleHost.Records.People.Add(new Person { Id = 0, UserName = userName, DisplayName = "Somebody Else", Role = role, District = Slug })!;
        SampleHost.Records.People.SetPassword(person, SampleHost.Password);
        SampleHost.Records.Grants.Add(person, grant, "tests");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
