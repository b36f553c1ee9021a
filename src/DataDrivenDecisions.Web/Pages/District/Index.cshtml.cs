using DataDrivenDecisions.Charts;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Web.Drawing;
using DataDrivenDecisions.Web.Hosting;
using DataDrivenDecisions.Web.Pages.Shared;

namespace DataDrivenDecisions.Web.Pages.District;

/// <summary>The district at a glance: five figures against a year ago, chronic absence school by school, and all schools by the same measures.</summary>
public sealed class IndexModel(Standing standing, OverviewShelf shelf) : DeskPage
{
    public Overview Overview { get; private set; } = null!;
    public IReadOnlyList<Tile> Tiles { get; private set; } = [];
    public IReadOnlyList<SmallMultiple> Multiples { get; private set; } = [];
    public ChartSvg? Chart { get; private set; }
    public Standing Standing => standing;

    /// <summary>The district's own share of last year: the line that every small chart carries.</summary>
    public decimal Target { get; private set; }
    public decimal Low { get; private set; }
    public decimal High { get; private set; }

    /// <summary>The levels of schools to choose from, and the one that is looked at; null for all.</summary>
    public IReadOnlyList<SchoolLevel> Levels { get; private set; } = [];
    public SchoolLevel? Level { get; private set; }

    public void OnGet(string? level)
    {
        Level = Enum.TryParse<SchoolLevel>(level, ignoreCase: true, out var asked) && Enum.IsDefined(asked) ? asked : null;
        var whole = shelf.For(Desk, standing);
        Levels = [.. whole.Schools.Select(s => Overview.LevelOf(s.School)).OfType<SchoolLevel>().Distinct().Order()];
        Overview = Level is null ? whole : shelf.For(Desk, standing, Level);
        Tiles = Tile.OneOdd(MakeTiles());
        MakeMultiples();
        // The chart is over every school that one sees; beside figures of one level it would say something else.
        Chart = Level is not null ? null : DataDrivenDecisions.Charts.Chart.All.FirstOrDefault(c => c.Slug == "attendance-by-month")?.Show(Desk.Reader, new ChartScope { Year = Desk.Year, AsOf = Desk.Today });
        Desk.Audit("look at district", "overview");
    }

    List<Tile> MakeTiles()
    {
        var years = Overview.Years;
        var n = Overview.Years.Count > 0 ? Overview.Years[^1].Students : new GroupSize(0);
        var students = $"n = {Words.Count(n.Students, "student")}, {Words.Through(standing.AttendanceThrough)}";
        var marks = years.Count > 0 ? years[^1].Passing.Whole : 0;
        return
        [
            Tile.Of("Attendance rate", [.. years.Select(y => y.Attendance)], higherIsBetter: true, students),
            Tile.Of("Chronic absence", [.. years.Select(y => y.Chronic)], higherIsBetter: false, students),
            Tile.Of("Courses passed", [.. years.Select(y => y.Passing)], higherIsBetter: true, $"n = {Words.Count((long)marks, "mark")}, posted {Words.Through(standing.Newest("marks"))}"),
            Tile.Of("Students suspended", [.. years.Select(y => y.Suspended)], higherIsBetter: false, $"n = {Words.Count(n.Students, "student")}, {Words.Through(standing.Newest("incidents"))}"),
            // Schools of a level without ninth graders have nothing to say of them.
            .. Level is null || Overview.OnTrack.HasValue ? (Tile[])[Tile.Of("On track, grade 9", [Overview.OnTrack], higherIsBetter: true, $"n = {Words.Count((long)Overview.OnTrack.Whole, "ninth grader")}, {(standing.Latest is { } day ? "as of " + Words.Day(day) : "not analyzed yet")}")] : [],
        ];
    }

    void MakeMultiples()
    {
        Multiples =
        [
            .. Overview.Schools.Select((s, i) => new SmallMultiple
            {
                Name = s.School.Name,
                Students = s.Now?.Students.Students ?? 0,
                Values = [.. s.Years.Where(y => y.Chronic.HasValue && !y.Students.IsSmall).Select(y => (y.Year, y.Chronic.Percent!.Value))],
                IsOdd = s.IsException,
                NamesTarget = i == 0,
            }),
        ];
        Target = Math.Round(Overview.Years.Count > 1 ? Overview.Years[^2].Chronic.Percent ?? 0 : 0, 1);
        var all = Multiples.SelectMany(m => m.Values.Select(v => v.Percent)).Append(Target).ToList();
        (Low, High) = (Math.Max(0, Math.Floor(all.Min()) - 1), Math.Ceiling(all.Max()));
    }

    public string Heading
    {
        get
        {
            if (Tiles.Count == 0 || Tiles[0].Values.Count == 0)
                return "No attendance has been imported yet";
            if (Tiles[0].Values.Count < 2)
                return $"{Tiles[0].Value}% of days were attended so far";
            var attendance = Way(Tiles[0].Values, "Attendance is up.", "Attendance is down.", "Attendance is where it was a year ago.");
            var odd = Tiles.FirstOrDefault(t => t.IsOdd && t.Name != "Attendance rate");
            return attendance + " " + (odd?.Name switch
            {
                "Chronic absence" => "More students miss too much school.",
                "Courses passed" => "Fewer courses are passed.",
                "Students suspended" => "More students were suspended.",
                _ => Way(Tiles[1].Values, "More students miss too much school.", "Fewer students miss too much school.", "Chronic absence is the same."),
            });
        }
    }

    public string ChartHeading
    {
        get
        {
            var compared = Overview.Schools.Where(s => s.Before is { Chronic.HasValue: true } && s.Now is { Chronic.HasValue: true }).ToList();
            var rose = compared.Where(s => s.ChronicRose).ToList();
            return compared.Count == 0 ? "Chronic absence, school by school"
                : rose.Count == 0 ? "Chronic absence rose in none of the schools"
                : rose.Count == 1 ? $"Chronic absence rose at {rose[0].School.Name} and nowhere else"
                : rose.Count == compared.Count ? "Chronic absence rose in every school"
                : $"Chronic absence rose in {Words.Spelled(rose.Count, "school").Split(' ')[0]} of {Words.Spelled(compared.Count, "school")}, most at {rose.MaxBy(s => s.Rise)!.School.Name}";
        }
    }

    static string Way(IReadOnlyList<decimal> values, string up, string down, string same) =>
        (values[^1] - values[^2]) switch { >= 0.1m => up, <= -0.1m => down, _ => same };
}
