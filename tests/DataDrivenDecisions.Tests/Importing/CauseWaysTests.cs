using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>What a person can do about a cause of rejected rows, and what it means to leave them out.</summary>
public sealed class CauseWaysTests
{
    static CauseWays Of(string rule, string? format) =>
        CauseWays.Of(new RejectCause { File = "file.csv", Rule = rule, Count = 3, ExampleLine = 2, Reason = "This is wrong.", Fix = "Do it right." }, format);

    [TestCase("student-not-on-roster", "MAP Growth", MapPlace.Students)]
    [TestCase("code-unknown", "Daily attendance", MapPlace.OwnMapping)]
    [TestCase("code-unknown", "Front office late list", MapPlace.ItsMapping)]
    [TestCase("too-few-fields", "Daily attendance", MapPlace.Nowhere)]
    [TestCase("code-unknown", null, MapPlace.Nowhere)]
    public void Mapping_is_offered_where_something_can_be_said_in_the_place_of_the_file(string rule, string? format, MapPlace place)
    {
        var ways = Of(rule, format);

        Assert.That((ways.Place, ways.Map is null, ways.Fix), Is.EqualTo((place, place == MapPlace.Nowhere, "Do it right.")));
    }

    [Test]
    public void Every_format_says_in_sentences_what_it_means_to_leave_rows_out()
    {
        Assert.That(Format.All.Select(f => Of("required-blank", f.Name).Skip), Is.All.Match(@"^[A-Z].+\. The next file .+\.$"));
        Assert.That(Of("code-unknown", "Daily attendance").Skip, Does.Contain("counts as a day present"));
    }
}
