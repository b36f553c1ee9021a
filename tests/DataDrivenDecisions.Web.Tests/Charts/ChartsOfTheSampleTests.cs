using DataDrivenDecisions.Charts;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Reports;
using DataDrivenDecisions.SampleDistrict;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Tests.Charts;

/// <summary>Every chart and both reports, asked of the sample district as imported and analysed the normal way.</summary>
[TestFixture]
public sealed class ChartsOfTheSampleTests
{
    static readonly SchoolYear Year = SchoolYear.Of(MapleValley.Day);

    static IEnumerable<string> Asked => Chart.All.Where(c => !c.NeedsModelCard).Select(c => c.Slug);

    [TestCaseSource(nameof(Asked))]
    public void The_leader_sees_it_drawn_and_nobody_sees_it_empty(string slug)
    {
        var chart = Chart.All.Single(c => c.Slug == slug);
        var scope = new ChartScope { Year = Year, AsOf = MapleValley.Day, StudentKey = chart.NeedsStudent ? Ninth().StudentKey : null };

        var seen = chart.Show(As("leader"), scope);

        Keep(slug + ".html", ChartFigure.Html(seen).ToString());
        Assert.That(seen.IsEmpty, Is.False, seen.Message);
        Assert.That(seen.Table.Rows, Is.Not.Empty);
        Assert.That(chart.Show(SampleHost.District.Warehouse.As(Viewer.Nobody), scope).IsEmpty, Is.True);
    }

    [Test]
    public void Last_years_incidents_are_counted_up_to_the_same_day_only()
    {
        var before = As("leader").Ask(IncidentMonth.InAndBefore(Year, MapleValley.Day)).Where(m => m.Year < Year).ToList();
        Assert.That(before, Is.Not.Empty);
        Assert.That(before.Select(m => m.Month.Position), Is.All.LessThanOrEqualTo(Month.Of(MapleValley.Day).Position));
    }

    [Test]
    public void A_guardian_gets_the_sheet_of_her_own_child_and_of_no_other()
    {
        var reader = As("family");
        var request = new ReportRequest { Audience = Audience.Family, AsOf = MapleValley.Day, District = "Maple Valley" };
        var own = reader.Ask(SeenStudent.All)[0];
        var other = As("leader").Ask(SeenStudent.All).First(s => reader.Ask(SeenStudent.All).All(o => o.StudentKey != s.StudentKey));

        var sheet = StudentReport.Of(reader, own.StudentNumber!, request);

        Assert.That(sheet, Is.Not.Null);
        Keep("family.html", sheet!.Html());
        Assert.That(StudentReport.Of(reader, other.StudentNumber!, request), Is.Null);
        Assert.That(StudentReport.Of(reader, other.StudentKey, request), Is.Null);
    }

    [Test]
    public void The_counselor_prints_a_meeting_page()
    {
        var reader = As("counselor");
        var report = StudentReport.Of(reader, Ninth().StudentKey, new ReportRequest { Audience = Audience.Staff, AsOf = MapleValley.Day, District = "Maple Valley" });
        Assert.That(report, Is.Not.Null);
        Keep("staff.html", report!.Html());
        Assert.That(report.Html(), Does.Contain("May need support").And.Contain("class=\"chart\""));
    }

    static Reader As(string userName)
    {
        var person = SampleHost.Records.People.Find(userName)!;
        return SampleHost.District.Warehouse.As(Viewing.Of(person, SampleHost.Records, SampleHost.District.Warehouse));
    }

    /// <summary>A ninth grader with a whole year behind: the first by key, so that every run takes the same one.</summary>
    static SeenStudent Ninth() =>
        As("counselor").Ask(SeenStudent.All).Where(s => s is { GradeCode: "09", IsEnrolled: 1 } && s.EntryDate <= Year.FirstDay.AddDays(70)).MinBy(s => s.StudentKey)!;

    static void Keep(string name, string html)
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "sample-" + name);
        File.WriteAllText(file, html);
        TestContext.AddTestAttachment(file);
    }
}
