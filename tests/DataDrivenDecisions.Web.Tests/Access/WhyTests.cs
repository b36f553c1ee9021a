using System.Net;
using System.Text.Json;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.SampleDistrict;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Web.Tests.Commands;
using Microsoft.Extensions.Time.Testing;

namespace DataDrivenDecisions.Web.Tests.Access;

/// <summary>Every number of a student opens to the rows it is made of, and to nobody who may not see the student.</summary>
public sealed class WhyTests
{
    const int EveryNth = 20;

    static Reader Leader => SampleHost.District.Warehouse.As(Viewing.Of(SampleHost.Records.People.Find("leader")!, SampleHost.Records, SampleHost.District.Warehouse));

    static IReadOnlyList<VerdictOnDay> Night => Leader.Ask(VerdictOnDay.On(MapleValley.Day));

    [Test]
    public void What_counts_adds_up_to_what_the_night_said_and_names_its_lines()
    {
        var (opened, rows, unsourced) = (0, 0, 0);
        List<string> wrong = [];
        foreach (var student in Night.GroupBy(v => v.StudentKey).Where((_, i) => i % EveryNth == 0))
        {
            var gathered = StudentRows.Gather(Leader, student.Key, SchoolYear.Of(MapleValley.Day), MapleValley.Day, Explanation.IncidentsAreSent(student))!;
            foreach (var night in student.Where(v => Indicator.Named(v.Indicator) is not null))
            {
                var why = Explanation.Of(Indicator.Named(night.Indicator)!.By(night.Preset!), gathered);
                (opened, rows, unsourced) = (opened + 1, rows + why.Rows.Count, unsourced + why.Rows.Count(r => r.Leads is null && r.Sources.Count == 0));
                var (part, whole) = (why.Counted.Sum(r => r.Part), why.Counted.Sum(r => r.Whole));
                if ((VerdictCode.Of(why.Finding.Verdict), why.Finding.Part, why.Finding.Whole, why.Finding.Reason) != (night.Verdict, night.Part, night.Whole, night.Reason))
                    wrong.Add($"{night.Indicator} of {student.Key}: says {why.Finding}, the night {night.Verdict} {night.Part} of {night.Whole}");
                if (why.Finding.Part is { } said && (part != said || (whole != 0 && whole != why.Finding.Whole && why.Finding.Whole is not null)))
                    wrong.Add($"{night.Indicator} of {student.Key}: rows add up to {part} of {whole}, said {said} of {why.Finding.Whole}");
                if (why.LeftOut.Any(r => r.Why.Length == 0 || r.Part != 0 || r.Whole != 0))
                    wrong.Add($"{night.Indicator} of {student.Key}: a row that is left out adds something or says no reason");
            }
        }
        TestContext.Out.WriteLine($"{opened} numbers opened, {rows} rows, {unsourced} without file and line");
        Assert.That(wrong.Take(10), Is.Empty);
        Assert.That((opened, unsourced), Is.EqualTo((opened, 0)).And.Matches<(int Opened, int)>(x => x.Opened > 50));
    }

    [Test]
    public async Task The_page_shows_the_rows_with_file_and_line_and_the_student_page_leads_there()
    {
        var absent = Leader.Ask(SeenStudent.All).Where(s => s.IsEnrolled == 1).Join(Night.Where(v => v is { Indicator: "chronic-absence", IsConcern: true }), s => s.StudentKey, v => v.StudentKey, (s, v) => v).First();
        var browser = await SampleHost.SignedIn("leader");
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync($"/students/{absent.StudentKey}/why/chronic-absence"));
        Assert.That(page, Does.Contain("attendance.csv, line").And.Contain("A day absent: half the day or more was missed").And.Contain($"Absent {absent.Part:0} of {absent.Whole:0} days"));
        Assert.That(await browser.GetStringAsync($"/students/{absent.StudentKey}"), Does.Contain($"/students/{absent.StudentKey}/why/chronic-absence"));
        Assert.That((await browser.GetAsync($"/students/{absent.StudentKey}/why/none-such")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await browser.GetAsync($"/students/{absent.StudentKey}/why/chronic-absence?preset=none-such")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_command_says_the_rows_with_their_lines_in_words_and_as_JSON()
    {
        using var shell = new Shell { Clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 13, 18, 0, 0, TimeSpan.Zero)) };
        DateOnly[] days = [.. Enumerable.Range(0, 28).Select(new DateOnly(2026, 2, 2).AddDays).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Take(12)];
        await shell.Run("district", "add", "elm");
        var imported = await shell.Run("import",
            shell.File("school_enrollment.csv", "student_number,school_number,school_year,grade_level,entry_date,entry_code,exit_date,exit_code,exit_reason\r\n0042,0110,2025-26,9,2026-02-02,,,,\r\n"),
            shell.File("calendar.csv", "school_number,calendar_date,school_year,day_type\r\n" + string.Concat(days.Select(d => $"0110,{d:yyyy-MM-dd},2025-26,Instructional day\r\n"))),
            shell.File("attendance_submitted.csv", "school_number,attendance_date,submitted_at\r\n" + string.Concat(days.SkipLast(1).Select(d => $"0110,{d:yyyy-MM-dd},\r\n"))),
            shell.File("attendance.csv", "student_number,school_number,attendance_date,attendance_code,portion_absent,reason\r\n" + $"0042,0110,{days[2]:yyyy-MM-dd},U,1,\r\n0042,0110,{days[5]:yyyy-MM-dd},E,0.25,\r\n"));
        Assert.That(imported.Code, Is.Zero, imported.Out + imported.Err);
        var json = await shell.Run("why", "0042", "chronic-absence", "--json");
        Assert.That(json.Code, Is.Zero, json.Err);
        using var said = JsonDocument.Parse(json.Out);
        Assert.That(said.RootElement.GetProperty("part").GetDecimal() + " of " + said.RootElement.GetProperty("whole").GetDecimal(), Is.EqualTo("1 of 11"));
        var absent = said.RootElement.GetProperty("counted").EnumerateArray().Single(r => r.GetProperty("part").GetDecimal() == 1).GetProperty("sources")[0];
        Assert.That((absent.GetProperty("file").GetString(), absent.GetProperty("line").GetInt32()), Is.EqualTo(("attendance.csv", 2)));
        Assert.That(said.RootElement.GetProperty("leftOut")[0].GetProperty("why").GetString(), Does.Contain("not submitted this day"));
        var words = await shell.Run("why", "0042", "chronic-absence");
        Assert.That(words.Out, Does.Contain("Absent 1 of 11 days").And.Contain("attendance.csv:2").And.Contain("0.25 of the day"));
        Assert.That((await shell.Run("why", "0042", "chronic-absence", "--preset", "none-such")).Code, Is.EqualTo(2));
        Assert.That((await shell.Run("why", "nobody", "chronic-absence")).Code, Is.EqualTo(2));
    }

    [Test]
    public async Task A_number_opens_to_nobody_who_may_not_see_the_student()
    {
        var own = SampleHost.District.Warehouse.As(Viewing.Of(SampleHost.Records.People.Find("teacher")!, SampleHost.Records, SampleHost.District.Warehouse)).Ask(SeenStudent.All).Select(s => s.StudentKey).ToHashSet();
        var other = Night.First(v => !own.Contains(v.StudentKey)).StudentKey;
        var teacher = await SampleHost.SignedIn("teacher");
        Assert.That((await teacher.GetAsync($"/students/{other}/why/chronic-absence")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await teacher.GetAsync($"/students/{own.First()}/why/chronic-absence")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await teacher.GetAsync("/lab/chronic-absence")).StatusCode, Is.Not.EqualTo(HttpStatusCode.OK), "presets are compared by those who answer for the data");
        var family = await SampleHost.SignedIn("family");
        Assert.That((await family.GetAsync($"/students/{own.First()}/why/chronic-absence")).StatusCode, Is.Not.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_lab_tells_every_preset_over_the_students_in_sight_and_names_who_flips()
    {
        var page = WebUtility.HtmlDecode(await (await SampleHost.SignedIn("principal")).GetStringAsync("/lab/abc-attendance"));
        Assert.That(page, Does.Contain("6 presets").Or.Contain("Six presets"));
        Assert.That(page, Does.Contain("acumen-ed").And.Contain("somerville").And.Contain("whom you may see"));
    }
}
