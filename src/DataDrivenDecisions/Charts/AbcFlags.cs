using System.Globalization;
using ScottPlot;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Charts;

/// <summary>How many students the attendance, behavior and course flags are raised for.</summary>
public sealed class AbcFlags : Chart<FlagCount>
{
    static readonly Part[] Verdicts = [Part.Good("no flag"), Part.Middle("watch"), Part.Notice("may need support"), Part.Unknown("cannot say yet")];
    static readonly string[] Order = ["abc-attendance", "abc-behavior", "abc-course"];

    public override string Question => "In which of attendance, behavior and courses may students need support?";
    public override string Slug => "abc-flags";
    public override string Measured => "Each bar is all students; its parts are what the flag of the newest night says of them.";
    public override string HowToRead => "Orange stripes: the flag is raised. Dashed outline: too few days or marks, or none imported; never counted as well.";
    public override string DoNotConclude => "that flags add up to students: one student can have all three.";
    public override string WhenEmpty => "No night has been analyzed yet. Run the nightly analysis first.";

    public override Query<FlagCount> Data(ChartScope scope) => FlagCount.Abc(scope.AsOf, scope.SchoolKey);

    protected override (IReadOnlyList<FlagCount> Shown, int Hidden) Select(IReadOnlyList<FlagCount> rows)
    {
        // Where several presets were judged, the picture shows the one that most students were judged by.
        var preset = rows.GroupBy(r => r.Preset).OrderByDescending(g => g.Sum(r => r.Students.Students)).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        return LargeGroups([.. rows.Where(r => r.Preset == preset)], r => r.Indicator, g => g.Sum(r => r.Students.Students));
    }

    public override string Message(IReadOnlyList<FlagCount> rows)
    {
        var bars = Bars(rows);
        var most = bars.Where(b => Judged(b) > 0).OrderByDescending(Raised).FirstOrDefault();
        return most.Counts is null ? "No flag can be judged yet"
            : Raised(most).Part == 0 ? "No flag is raised"
            : $"{most.Name} is the most frequent flag: {Raised(most)} of {HouseStyle.Count(Judged(most))} judged";
    }

    public override string AltText(IReadOnlyList<FlagCount> rows) =>
        string.Join(" ", Bars(rows).Select(b => $"{b.Name}: " + string.Join(", ", Verdicts.Zip(b.Counts, (v, n) => $"{v.Name} {n}")) + "."));

    public override string Stands(IReadOnlyList<FlagCount> rows) =>
        $"{HouseStyle.Count(Bars(rows).Max(b => b.Total))}, judged for {rows[0].AsOf.ToString("MMM d, yyyy", CultureInfo.InvariantCulture)}.";

    public override ChartTable Table(IReadOnlyList<FlagCount> rows) => new(
        "Students by flag and verdict",
        ["Flag", "Students", .. Verdicts.Select(v => v.Name)],
        [.. Bars(rows).Select(b => (IReadOnlyList<string>)[b.Name, new GroupSize(b.Total).ToString(), .. b.Counts.Select(n => new GroupSize(n).ToString())])]);

    protected override int Height(IReadOnlyList<FlagCount> rows) => StackedBars.Height(Bars(rows).Count);
    protected override Plot Blank(IReadOnlyList<FlagCount> rows) => HouseStyle.Sheet(Height(rows));
    public override void Draw(Plot plot, IReadOnlyList<FlagCount> rows) => StackedBars.Draw(plot, Verdicts, Bars(rows));

    static List<Bar> Bars(IReadOnlyList<FlagCount> rows) =>
        [.. rows.GroupBy(r => r.Indicator).OrderBy(g => Array.IndexOf(Order, g.Key))
            .Select(g => new Bar(Name(g.Key), $"n {new GroupSize(g.Sum(r => r.Students.Students))}",
                [Sum(g, "fine"), Sum(g, "watch"), Sum(g, "concern"), Sum(g, "too_soon", "no_data")]))];

    static long Sum(IEnumerable<FlagCount> rows, params string[] verdicts) => rows.Where(r => verdicts.Contains(r.Verdict)).Sum(r => r.Students.Students);
    static long Judged(Bar bar) => bar.Counts.Take(3).Sum();
    static Rate Raised(Bar bar) => Rate.Of(bar.Counts[2], Judged(bar));
    static string Name(string indicator) => indicator switch { "abc-attendance" => "Attendance", "abc-behavior" => "Behavior", _ => "Course grades" };
}
