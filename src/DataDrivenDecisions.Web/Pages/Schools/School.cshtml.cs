using DataDrivenDecisions.Charts;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Web.Drawing;
using DataDrivenDecisions.Web.Hosting;
using DataDrivenDecisions.Web.Pages.District;
using DataDrivenDecisions.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Schools;

/// <summary>One grade's line: its students now and what stands on record for them.</summary>
public sealed record GradeLine(GradeLevel Grade, IReadOnlyList<VerdictOnDay> Verdicts, int Students)
{
    public Rate Chronic => Of("chronic-absence", v => v.IsConcern);
    public Rate Failing => Of("course-failures", v => v.Part > 0);
    public Rate Flagged => Of("abc", v => v.Part > 0);
    public bool IsSmall => new GroupSize(Students).IsSmall;

    Rate Of(string indicator, Func<VerdictOnDay, bool> counts)
    {
        var judged = Verdicts.Where(v => string.Equals(v.Indicator, indicator, StringComparison.Ordinal) && v.IsJudged).ToList();
        return Rate.Of(judged.Count(counts), judged.Count);
    }
}

/// <summary>One school: which grade is slipping and since when, its measures against a year ago, and its sections.</summary>
public sealed class SchoolModel(Standing standing, OverviewShelf shelf) : DeskPage
{
    public SchoolFigures Figures { get; private set; } = null!;
    public IReadOnlyList<Tile> Tiles { get; private set; } = [];
    public IReadOnlyList<GradeLine> Grades { get; private set; } = [];
    public IReadOnlyList<SmallMultiple> Multiples { get; private set; } = [];
    public IReadOnlyList<ChartSvg> Charts { get; private set; } = [];
    public Standing Standing => standing;
    public decimal Target { get; private set; }
    public decimal Low { get; private set; }
    public decimal High { get; private set; }
    public string Heading { get; private set; } = "";

    public IActionResult OnGet(int key)
    {
        // A school's figures are for those who may see each of its students; for anyone else the school has no page.
        if (shelf.For(Desk, standing).Schools.FirstOrDefault(s => s.School.SchoolKey == key) is not { } figures)
            return NotFound();
        Figures = figures;
        Tiles = Tile.OneOdd(MakeTiles());
        MakeGrades(key);
        MakeMultiples(key);
        var scope = new ChartScope { Year = Desk.Year, AsOf = Desk.Today, SchoolKey = figures.School.SchoolKey };
        Charts = [.. DataDrivenDecisions.Charts.Chart.All.Where(c => !c.NeedsStudent && !c.NeedsModelCard && c.Slug is not "home-access").Select(c => c.Show(Desk.Reader, scope))];
        Desk.Audit("look at school", "school " + figures.School.SchoolId);
        return Page();
    }

    List<Tile> MakeTiles()
    {
        var years = Figures.Years.Where(y => !y.Students.IsSmall).ToList();
        var n = $"n = {Words.Count(Figures.Now?.Students.Students ?? 0, "student")}";
        return
        [
            Tile.Of("Attendance rate", [.. years.Select(y => y.Attendance)], true, $"{n}, {Words.Through(standing.AttendanceThrough)}"),
            Tile.Of("Chronic absence", [.. years.Select(y => y.Chronic)], false, $"{n}, {Words.Through(standing.AttendanceThrough)}"),
            Tile.Of("Courses passed", [.. years.Select(y => y.Passing)], true, $"marks posted {Words.Through(standing.Newest("marks"))}"),
            Tile.Of("Students suspended", [.. years.Select(y => y.Suspended)], false, $"{n}, {Words.Through(standing.Newest("incidents"))}"),
        ];
    }

    void MakeGrades(int key)
    {
        var verdicts = standing.Latest is { } day ? Desk.Reader.Ask(VerdictOnDay.On(day)) : [];
        var students = Desk.Reader.Ask(SeenStudent.All).Where(s => s.SchoolKey == key && s.IsEnrolled == 1).ToList();
        var by = verdicts.ToLookup(v => v.StudentKey);
        Grades = [.. students.Where(s => s.Grade is not null).GroupBy(s => s.Grade!.Value).OrderBy(g => g.Key)
            .Select(g => new GradeLine(g.Key, [.. g.SelectMany(s => by[s.StudentKey])], g.Count()))];
    }

    void MakeMultiples(int key)
    {
        var rows = Desk.Reader.Ask(GradeYear.Before(Desk.Today, key)).Where(r => r.Grade is not null && !r.Students.IsSmall && r.SchoolYear <= Desk.Year.Ends).ToList();
        var grades = rows.GroupBy(r => r.Grade!.Value).Where(g => g.Any(r => r.SchoolYear == Desk.Year.Ends)).OrderBy(g => g.Key)
            .Select(g => (Grade: g.Key, Years: g.OrderBy(r => r.SchoolYear).ToList())).ToList();
        decimal Rise(List<GradeYear> years) => years.Count < 2 ? 0 : (years[^1].Absence.Percent - years[^2].Absence.Percent) ?? 0;
        var worst = grades.Where(g => Rise(g.Years) >= 0.5m).OrderByDescending(g => Rise(g.Years)).FirstOrDefault();
        Multiples =
        [
            .. grades.Select((g, i) => new SmallMultiple
            {
                Name = Words.Grade(g.Grade),
                Students = g.Years[^1].Students.Students,
                Values = [.. g.Years.Where(y => y.Absence.HasValue).Select(y => (y.SchoolYear, y.Absence.Percent!.Value))],
                IsOdd = worst.Years is not null && g.Grade == worst.Grade,
                NamesTarget = i == 0,
            }),
        ];
        var before = rows.Where(r => r.SchoolYear == Desk.Year.Ends - 1).ToList();
        Target = Math.Round(Rate.Of(before.Sum(r => r.DaysAbsent), before.Sum(r => r.DaysEnrolled)).Percent ?? 0, 1);
        var all = Multiples.SelectMany(m => m.Values.Select(v => v.Percent)).Append(Target).ToList();
        (Low, High) = (Math.Max(0, Math.Floor(all.Min()) - 1), Math.Ceiling(all.Max()));
        Heading = worst.Years is null
            ? $"{Figures.School.Name}: no grade is slipping"
            : $"{Words.Grade(worst.Grade)} is slipping: {Words.PercentSign(worst.Years[^1].Absence)} of days missed, {Words.PercentSign(worst.Years[^2].Absence)} a year ago";
    }
}
