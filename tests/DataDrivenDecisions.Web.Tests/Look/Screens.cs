using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Web.Tests.Look;

/// <summary>One screen as one person sees it.</summary>
sealed record Screen(string Name, string? UserName, string Path);

/// <summary>Every screen there is, with keys of the sample district put in.</summary>
static class Screens
{
    public static IReadOnlyList<Screen> All { get; } = Make();

    static List<Screen> Make()
    {
        var flagged = Reader("counselor").Ask(VerdictOnDay.On(SampleDistrict.MapleValley.Day)).Where(v => v is { Indicator: "abc", Part: > 0 }).OrderByDescending(v => v.Part).ThenBy(v => v.StudentKey).First().StudentKey;
        var section = Reader("teacher").Ask(SeenSection.TaughtBy(SampleDistrict.SamplePeople.Teacher.RosterId)).OrderBy(s => s.SectionKey).First().SectionKey;
        var child = Reader("family").Ask(SeenStudent.All).OrderBy(s => s.StudentKey).First().StudentKey;
        var school = Reader("principal").Ask(SeenSchool.All).First(s => s.SchoolId == SampleDistrict.SamplePeople.Principal.SchoolSourcedId).SchoolKey;
        var import = SampleHost.Records.Imports.List("maple-valley").First(d => d.Files.Sum(f => f.Rejected) > 0).Id;
        var unmatched = SampleHost.Records.Imports.List("maple-valley").FirstOrDefault(d => SampleHost.Records.Imports.Causes(d.Id).Any(c => c.Rule == UnmatchedImport.Rule))?.Id ?? import;
        var check = SampleHost.Records.Quality.Counts("maple-valley", nights: 1).GroupBy(c => c.Rule).OrderByDescending(r => r.Sum(c => c.Open)).First().Key;
        var draft = SampleHost.StrangeFile("strange-absences.csv");
        var tried = SampleHost.Tried("enrollments-of-today.csv");
        var held = OtherDistrict.Held("juniper");
        var runId = SampleHost.Records.Runs.Start("maple-valley", "nightly", "schedule");
        SampleHost.Records.Runs.Finish(runId, Records.RunState.Done, 1204, 96.5, "4 files: 1,204 rows loaded, 3 rejected.");
        // Nothing is pulled from them: a night of another test would wait for hosts that are not there.
        SampleHost.Records.Sources.Add(new Records.SourceRecord { District = "maple-valley", Name = "PowerSchool", Kind = Records.SourceRecord.Drop, DueEveryHours = 80 }, null, "tests");
        SampleHost.Records.Sources.Succeeded("maple-valley", "PowerSchool", null, SampleHost.District.Clock.GetUtcNow());
        return
        [
            new("sign-in", null, "/sign-in"), new("set-up", null, "/set-up"), new("not-found", "leader", "/no-such-page"),
            new("morning-counselor", "counselor", "/"), new("morning-leader", "leader", "/"), new("morning-coordinator", "coordinator", "/"),
            new("morning-principal", "principal", "/"), new("morning-teacher", "teacher", "/"), new("morning-family", "family", "/"),
            new("district", "leader", "/district"), new("schools", "leader", "/schools"), new("school", "principal", $"/schools/{school}"),
            new("students", "counselor", "/students"), new("students-flagged", "counselor", "/students?show=flagged"), new("find", "teacher", "/students/find"),
            new("capacity", "counselor", "/capacity"), new("student", "counselor", $"/students/{flagged}"), new("sections", "teacher", "/sections"), new("roster", "teacher", $"/sections/{section}"),
            new("report-staff", "counselor", $"/reports/{flagged}"), new("report-family", "family", $"/reports/{child}"),
            new("imports", "coordinator", "/imports"), new("imports-none", "coordinator", "/imports?state=undone"), new("import-new", "coordinator", "/imports/new"), new("import-limits", "coordinator", "/imports/limits"), new("import-report", "coordinator", $"/imports/{import}"), new("import-undo", "coordinator", $"/imports/{import}/undo"),
            new("import-try", "coordinator", $"/imports/tries/{tried}"), new("import-held", "juniper-coordinator", $"/imports/{held}"),
            new("unmatched", "coordinator", $"/imports/{unmatched}/unmatched"),
            new("map", "coordinator", $"/imports/map/{draft}"), new("map-columns", "coordinator", $"/imports/map/{draft}/columns"), new("map-codes", "coordinator", $"/imports/map/{draft}/codes"), new("map-check", "coordinator", $"/imports/map/{draft}/check"), new("mappings", "coordinator", "/imports/mappings"),
            new("sources", "coordinator", "/sources"), new("quality", "coordinator", "/quality"), new("quality-principal", "principal", "/quality"), new("quality-rule", "coordinator", $"/quality/{check}"),
            new("reconcile", "coordinator", "/quality/reconcile"), new("reconcile-principal", "principal", "/quality/reconcile"),
            new("schedules", "coordinator", "/schedules"), new("run", "coordinator", $"/schedules/runs/{runId}"), new("charts", "leader", "/charts"), new("charts-past", "leader", $"/charts?asOf={SampleDistrict.MapleValley.PreviousDay:yyyy-MM-dd}"), new("students-past", "counselor", $"/students?show=flagged&asOf={SampleDistrict.MapleValley.PreviousDay:yyyy-MM-dd}"), new("model", "leader", "/models"), new("model-course", "leader", "/models/course-failure"), new("model-early", "leader", "/models/chronic-absence-year"), new("model-untested", "principal", "/models/late-graduation"),
            new("about-numbers", "teacher", "/about-numbers"), new("about-number", "teacher", "/about-numbers/chronic-absence"), new("why-absence", "counselor", $"/students/{flagged}/why/chronic-absence"), new("why-flags", "counselor", $"/students/{flagged}/why/abc"), new("why-points", "counselor", $"/students/{flagged}/why/grade-points"),
            new("standards", "teacher", $"/sections/{section}/standards"), new("standards-highest", "teacher", $"/sections/{section}/standards?rule=highest"), new("forecasts", "leader", "/forecasts"), new("forecasts-principal", "principal", "/forecasts"), new("growth", "leader", "/growth"), new("growth-teacher", "teacher", "/growth?year=2025"),
            new("rules", "coordinator", "/rules"), new("about-proficiency", "leader", "/about-numbers/proficiency"), new("lab", "leader", "/lab/chronic-absence"), new("lab-principal", "principal", "/lab/abc-attendance"), new("about-number-leader", "leader", "/about-numbers/course-failures"), new("about-graduation", "leader", "/about-numbers/cohort-graduation"), new("about-discipline", "leader", "/about-numbers/discipline-rates"), new("freshness", "principal", "/freshness"), new("sign-out", "teacher", "/sign-out"),
        ];
    }

    static Warehouse.Reader Reader(string userName) =>
        SampleHost.District.Warehouse.As(Viewing.Of(SampleHost.Records.People.Find(userName)!, SampleHost.Records, SampleHost.District.Warehouse));
}
