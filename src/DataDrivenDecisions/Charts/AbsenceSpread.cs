using ScottPlot;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Charts;

/// <summary>How students spread over four bands of absence, by grade band.</summary>
public sealed class AbsenceSpread : Chart<GradeAbsence>
{
    // The bands of Attendance Works: satisfactory, at risk, moderate and severe chronic absence. 10% and 20% themselves count to the upper band.
    static readonly Rate Watch = Rate.Of(5, 100), Chronic = Rate.Of(10, 100), Severe = Rate.Of(20, 100);

    static readonly Part[] Bands =
        [Part.Good("under 5% missed"), Part.Middle("5 to 9.9%"), Part.Notice("10 to 19.9%"), Part.Strong("20% or more")];

    public override string Question => "How many students miss how much school?";
    public override string Slug => "absence-spread";
    public override string Measured => "Each bar is all students of that grade band, by the share of their enrolled days missed so far this year.";
    public override string HowToRead => "Blue: under 5% missed. Orange stripes and full orange: 10% or more, which is chronic absence.";
    public override string DoNotConclude => "that a student in the middle group is on the way to the next one.";
    public override string WhenEmpty => "No student has 10 enrolled days yet this year.";

    public override Query<GradeAbsence> Data(ChartScope scope) => GradeAbsence.InAndBefore(scope.Year, scope.AsOf, scope.SchoolKey);

    protected override (IReadOnlyList<GradeAbsence> Shown, int Hidden) Select(IReadOnlyList<GradeAbsence> rows)
    {
        var newest = rows.Select(r => (SchoolYear?)r.Year).Max();
        return LargeGroups([.. rows.Where(r => r.Year == newest && r.IsLongEnough)], r => GradeBand(r.GradeLevel), g => g.Count());
    }

    public override string Message(IReadOnlyList<GradeAbsence> rows)
    {
        var bars = Bars(rows);
        var all = Chronically(bars[^1]);
        var worst = bars.SkipLast(1).OrderByDescending(Chronically).FirstOrDefault();
        return worst.Counts is null
            ? $"{all} of students have missed 10% of their days or more"
            : $"{all} of students have missed 10% of their days or more; in {Words(worst.Name)} it is {Chronically(worst)}";
    }

    public override string AltText(IReadOnlyList<GradeAbsence> rows) =>
        string.Join(" ", Bars(rows).Select(b => $"{b.Name}: " + string.Join(", ", Bands.Zip(b.Counts, (band, n) => $"{band.Name} {Rate.Of(n, b.Total)}")) + "."));

    public override string Stands(IReadOnlyList<GradeAbsence> rows) =>
        $"{HouseStyle.Count(rows.Count)} with at least {GradeAbsence.FewestDays} days enrolled.";

    public override ChartTable Table(IReadOnlyList<GradeAbsence> rows) => new(
        "Students by share of days missed",
        ["Grades", "Students", .. Bands.Select(b => b.Name)],
        [.. Bars(rows).Select(b => (IReadOnlyList<string>)[b.Name, new GroupSize(b.Total).ToString(), .. b.Counts.Select(n => $"{n} ({Rate.Of(n, b.Total)})")])]);

    protected override int Height(IReadOnlyList<GradeAbsence> rows) => StackedBars.Height(Bars(rows).Count);
    protected override Plot Blank(IReadOnlyList<GradeAbsence> rows) => HouseStyle.Sheet(Height(rows));
    public override void Draw(Plot plot, IReadOnlyList<GradeAbsence> rows) => StackedBars.Draw(plot, Bands, Bars(rows));

    // A bar for each band of grades, and where there are several one for all. A district has a row for each student: each is judged once.
    static List<Bar> Bars(IReadOnlyList<GradeAbsence> rows)
    {
        var bars = rows.GroupBy(r => r.GradeLevel).OrderBy(g => g.Key).Select(g => (Band: GradeBand(g.Key), Counts: Counted(g)))
            .GroupBy(g => g.Band, (band, grades) => Named(band, grades.Select(g => g.Counts))).ToList();
        return bars.Count > 1 ? [.. bars, Named("All", bars.Select(b => b.Counts))] : bars;
    }

    static Bar Named(string name, IEnumerable<IReadOnlyList<long>> counts)
    {
        var all = counts.ToList();
        long[] sums = [.. Enumerable.Range(0, Bands.Length).Select(band => all.Sum(c => c[band]))];
        return new(name, $"n {new GroupSize(sums.Sum())}", sums);
    }

    static long[] Counted(IEnumerable<GradeAbsence> rows)
    {
        var counts = new long[Bands.Length];
        foreach (var row in rows)
            counts[BandOf(row.Absence)]++;
        return counts;
    }

    static int BandOf(Rate absence) => absence >= Severe ? 3 : absence >= Chronic ? 2 : absence >= Watch ? 1 : 0;
    static Rate Chronically(Bar bar) => Rate.Of(bar.Counts[2] + bar.Counts[3], bar.Total);
    static string Words(string band) => band is "Pre-K" or "Other" ? band : "grades " + band;

    static string GradeBand(GradeLevel grade) => grade.Number switch
    {
        null => "Other",
        < 0 => "Pre-K",
        <= 5 => "K-5",
        <= 8 => "6-8",
        _ => "9-12",
    };
}
