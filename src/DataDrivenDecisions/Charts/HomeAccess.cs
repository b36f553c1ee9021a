using ScottPlot;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Charts;

/// <summary>Who can learn online at home: internet by school, as families answered the newest survey.</summary>
public sealed class HomeAccess : Chart<HomeConnection>
{
    static readonly Part[] Answers = [Part.Good("works well"), Part.Middle("works at times"), Part.Notice("none"), Part.Unknown("not answered")];

    public override string Question => "Which students cannot learn online at home?";
    public override string Slug => "home-access";
    public override string Measured => "Internet at home, as families answered the newest survey of the year, by school.";
    public override string HowToRead => "Blue: good enough for learning. Grey: sometimes or not good enough. Orange stripes: no internet. Dashed outline: not answered.";
    public override string DoNotConclude => "that those who did not answer are like those who did: families without internet answer online surveys less.";
    public override string WhenEmpty => "No device and internet survey has been imported for this year yet.";

    public override Query<HomeConnection> Data(ChartScope scope) => HomeConnection.In(scope.Year, scope.SchoolKey);

    protected override (IReadOnlyList<HomeConnection> Shown, int Hidden) Select(IReadOnlyList<HomeConnection> rows) =>
        LargeGroups(rows, r => r.School, g => g.Sum(r => r.Students));

    public override string Message(IReadOnlyList<HomeConnection> rows)
    {
        var bars = Bars(rows);
        var without = Rate.Pool(bars.Select(Without));
        var most = bars.MaxBy(Without);
        return without.Part == 0 ? "Every family that answered has internet at home"
            : bars.Count == 1 || Without(most).CompareTo(without) <= 0 ? $"{without} of students have no internet at home"
            : $"{without} of students have no internet at home; at {most.Name} it is {Without(most)}";
    }

    public override string AltText(IReadOnlyList<HomeConnection> rows) =>
        string.Join(" ", Bars(rows).Select(b => $"{b.Name}: " + string.Join(", ", Answers.Zip(b.Counts, (a, n) => $"{a.Name} {Rate.Of(n, b.Total)}")) + "."));

    public override string Stands(IReadOnlyList<HomeConnection> rows) =>
        $"{HouseStyle.Count(rows.Sum(r => r.Students))} with a survey; {HouseStyle.Count(rows.Where(HasNoDevice).Sum(r => r.Students))} without a device at home, "
        + $"{HouseStyle.Count(rows.Where(Shares).Sum(r => r.Students))} with a shared one.";

    public override ChartTable Table(IReadOnlyList<HomeConnection> rows) => new(
        "Internet and devices at home by school",
        ["School", "Students", .. Answers.Select(a => "Internet " + a.Name), "Shared device", "No device"],
        [.. Bars(rows).Select(b => (IReadOnlyList<string>)
        [
            b.Name, new GroupSize(b.Total).ToString(), .. b.Counts.Select(n => new GroupSize(n).ToString()),
            Students(rows, b.Name, Shares), Students(rows, b.Name, HasNoDevice),
        ])]);

    protected override int Height(IReadOnlyList<HomeConnection> rows) => StackedBars.Height(Bars(rows).Count);
    protected override Plot Blank(IReadOnlyList<HomeConnection> rows) => HouseStyle.Sheet(Height(rows));
    public override void Draw(Plot plot, IReadOnlyList<HomeConnection> rows) => StackedBars.Draw(plot, Answers, Bars(rows));

    static List<Bar> Bars(IReadOnlyList<HomeConnection> rows) =>
        [.. rows.GroupBy(r => r.School).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new Bar(g.Key, $"n {new GroupSize(g.Sum(r => r.Students))}",
                [.. Enumerable.Range(0, Answers.Length).Select(answer => g.Where(r => AnswerOf(r) == answer).Sum(r => r.Students))]))];

    static int AnswerOf(HomeConnection row) => row switch
    {
        { Internet: null or "" } or { Internet: "Unknown" } => 3,
        { Internet: "None" } => 2,
        { Performance: "Sometimes" or "No" } => 1,
        _ => 0,
    };

    static Rate Without(Bar bar) => Rate.Of(bar.Counts[2], bar.Counts.Take(3).Sum());
    static bool Shares(HomeConnection row) => row.DeviceAccess == "Shared";
    static bool HasNoDevice(HomeConnection row) => row.Device == "None";

    static string Students(IReadOnlyList<HomeConnection> rows, string school, Func<HomeConnection, bool> which) =>
        new GroupSize(rows.Where(r => r.School == school && which(r)).Sum(r => r.Students)).ToString();
}
