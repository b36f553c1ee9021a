using System.Globalization;
using ScottPlot;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Charts;

/// <summary>Chronic absence grade by grade, with last year at the same day beside it.</summary>
public sealed class ChronicByGrade : Chart<GradeAbsence>
{
    static readonly Rate Chronic = Rate.Of(1, 10);
    // Two points are about two students of a grade of a hundred: less is not worth an orange bar.
    const decimal NoticedPoints = 2;
    const double HalfBar = 0.43;

    public override string Question => "Which grades are missing too much school, and since when?";
    public override string Slug => "chronic-by-grade";
    public override string Measured => "Share of students who missed 10% or more of their enrolled days, this year and last year up to the same day.";
    public override string HowToRead => "Bars: this year. Dashed line over a bar: the same grade last year. Orange, with its figure above the bar: the grade that rose most.";
    public override string DoNotConclude => "that the same students got worse: a grade has other students each year.";
    public override string WhenEmpty => "No student has 10 enrolled days yet this year.";

    public override Query<GradeAbsence> Data(ChartScope scope) => GradeAbsence.InAndBefore(scope.Year, scope.AsOf, scope.SchoolKey);

    protected override (IReadOnlyList<GradeAbsence> Shown, int Hidden) Select(IReadOnlyList<GradeAbsence> rows) =>
        LargeGroups([.. rows.Where(r => r.IsLongEnough && r.GradeLevel.Number is not null)], r => (r.Year, r.GradeLevel), g => g.Count());

    public override string Message(IReadOnlyList<GradeAbsence> rows)
    {
        var grades = Grades(rows);
        var (now, before) = (Rate.Pool(grades.Select(g => g.Now)), Rate.Pool(grades.Select(g => g.Before)));
        var all = before.HasValue ? $"all grades together {now}, after {before} at this point last year" : $"all grades together {now}";
        return Rising(grades) is { } rising
            ? $"Chronic absence in grade {rising.Grade} rose from {rising.Before} to {rising.Now}; {all}"
            : before.HasValue ? $"Chronic absence is at {now}, after {before} at this point last year" : $"Chronic absence is at {now}";
    }

    public override string AltText(IReadOnlyList<GradeAbsence> rows) =>
        string.Join(" ", Grades(rows).Select(g => $"Grade {g.Grade}: {g.Now}, last year {g.Before}."));

    public override string Stands(IReadOnlyList<GradeAbsence> rows) =>
        $"{HouseStyle.Count((long)Grades(rows).Sum(g => g.Now.Whole))} this year with at least {GradeAbsence.FewestDays} days enrolled.";

    public override ChartTable Table(IReadOnlyList<GradeAbsence> rows) => new(
        "Chronic absence by grade",
        ["Grade", "Students", "This year", "Last year, same day"],
        [.. Grades(rows).Select(g => (IReadOnlyList<string>)[g.Grade.ToString(), g.Now.Whole.ToString("N0", CultureInfo.InvariantCulture), g.Now.ToString(), g.Before.ToString()])]);

    protected override Plot Blank(IReadOnlyList<GradeAbsence> rows) => HouseStyle.Axes(left: 64, right: 4);

    public override void Draw(Plot plot, IReadOnlyList<GradeAbsence> rows)
    {
        var grades = Grades(rows);
        var rising = Rising(grades);
        var highest = grades.Max(g => Math.Max(Height(g.Now), Height(g.Before)));
        var step = highest switch { <= 12 => 4, <= 25 => 5, <= 45 => 10, _ => 20 };
        var top = (Math.Floor((highest + step * 0.6) / step) + 1) * step;
        plot.Scale((-0.6, Math.Max(grades.Count, 4) - 0.4), (0, top),
            [.. grades.Select((g, i) => ((double)i, g.Grade.ToString()))],
            [.. Enumerable.Range(0, (int)(top / step) + 1).Select(i => ((double)(i * step), $"{i * step}%"))]);
        for (var i = 0; i < grades.Count; i++)
        {
            var (now, before) = (Height(grades[i].Now), Height(grades[i].Before));
            var notice = grades[i] == rising;
            plot.Box(i - HalfBar, now, i + HalfBar, 0, notice ? Palette.WarmMark : Palette.Blue);
            Figure(plot, i, now, before, top, notice);
            if (grades[i].Before.HasValue)
                plot.Stroke(i - HalfBar - 0.06, before, i + HalfBar + 0.06, before, Palette.Dashed(Palette.Ink), 3);
        }
    }

    // The figure stands in its own bar; over a low bar it goes above, and above last year's line where that is in the way.
    static void Figure(Plot plot, int place, double now, double before, double top, bool notice)
    {
        var line = top * 34 / (HouseStyle.Height - 64);
        var text = now.ToString("0", CultureInfo.InvariantCulture) + "%";
        var inside = !notice && now >= line && !(before < now && before > now - line);
        if (inside)
            plot.Label(text, place, now, Palette.Paper, Alignment.UpperCenter, bold: true, dy: 6);
        else
            plot.Label(text, place, before > now && before < now + line ? before : now, notice ? Palette.Warm : Palette.Soft, Alignment.LowerCenter, bold: notice, dy: -5);
    }

    static double Height(Rate rate) => (double)(rate.Percent ?? 0);

    static GradeShare? Rising(IReadOnlyList<GradeShare> grades) =>
        grades.Where(g => g.Before.HasValue && g.Now.Percent - g.Before.Percent >= NoticedPoints).MaxBy(g => g.Now.Percent - g.Before.Percent);

    static List<GradeShare> Grades(IReadOnlyList<GradeAbsence> rows)
    {
        var newest = rows.Max(r => r.Year);
        return [.. rows.GroupBy(r => r.GradeLevel).OrderBy(g => g.Key)
            .Select(g => new GradeShare(g.Key, Share(g.Where(r => r.Year == newest)), Share(g.Where(r => r.Year < newest))))
            .Where(g => g.Now.HasValue)];
    }

    static Rate Share(IEnumerable<GradeAbsence> rows)
    {
        var (chronic, all) = (0, 0);
        foreach (var row in rows)
            (chronic, all) = (row.Absence >= Chronic ? chronic + 1 : chronic, all + 1);
        return Rate.Of(chronic, all);
    }

    sealed record GradeShare(GradeLevel Grade, Rate Now, Rate Before);
}
