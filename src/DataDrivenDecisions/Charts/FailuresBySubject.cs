using ScottPlot;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Charts;

/// <summary>The share of students with an F, subject by subject, in the newest term beside the term before.</summary>
public sealed class FailuresBySubject : Chart<SubjectFailures>
{
    const int RowHeight = 58, BarHeight = 32, ScaleHeight = 38, ValueRoom = 90, Gap = 18, MostSubjects = 10;

    public override string Question => "In which subjects do students fail?";
    public override string Slug => "failures-by-subject";
    public override string Measured => "Students with an F, as a share of all students with a mark in that subject and term.";
    public override string HowToRead => "Bars: the newest term. Dark dashed line: the same subject in the term before. Orange with a bold figure: the highest share.";
    public override string DoNotConclude => "that a subject is taught worse than another: it may be harder, or marked harder.";
    public override string WhenEmpty => "No marks have been posted this year yet.";

    public override Query<SubjectFailures> Data(ChartScope scope) => SubjectFailures.In(scope.Year, scope.AsOf, scope.SchoolKey);

    public override bool Shows(SubjectFailures row) => !row.Students.IsSmall;

    public override string Message(IReadOnlyList<SubjectFailures> rows)
    {
        var (now, before) = Terms(rows);
        var subjects = Subjects(rows);
        var top = subjects[0];
        return top.Now.Part == 0
            ? $"No student has an F in {now}"
            : $"{top.Subject} has the largest share of Fs in {now}: {top.Now} of students" + (top.Before.HasValue ? $", after {top.Before} in {before}" : "");
    }

    public override string AltText(IReadOnlyList<SubjectFailures> rows) =>
        string.Join(" ", Subjects(rows).Select(s => $"{s.Subject}: {s.Now} of {HouseStyle.Count((long)s.Now.Whole)}."));

    public override string Stands(IReadOnlyList<SubjectFailures> rows) =>
        $"Up to {HouseStyle.Count((long)Subjects(rows).Max(s => s.Now.Whole))} in a subject; a student counts once in each.";

    public override ChartTable Table(IReadOnlyList<SubjectFailures> rows)
    {
        var (now, before) = Terms(rows);
        return new("Students with an F by subject", ["Subject", "Students", $"With an F in {now}", $"Share in {now}", $"Share in {before ?? "the term before"}"],
            [.. Subjects(rows).Select(s => (IReadOnlyList<string>)
                [s.Subject, new GroupSize((long)s.Now.Whole).ToString(), new GroupSize((long)s.Now.Part).ToString(), s.Now.ToString(), s.Before.ToString()])]);
    }

    protected override int Height(IReadOnlyList<SubjectFailures> rows) => ScaleHeight + Drawn(rows).Count * RowHeight;
    protected override Plot Blank(IReadOnlyList<SubjectFailures> rows) => HouseStyle.Sheet(Height(rows));

    public override void Draw(Plot plot, IReadOnlyList<SubjectFailures> rows)
    {
        var subjects = Drawn(rows);
        var left = Math.Min(250, subjects.Max(s => PublicSans.Width(s.Subject, HouseStyle.Text, true))) + Gap;
        var most = Math.Max(1, subjects.Max(s => Math.Max(Percent(s.Now), Percent(s.Before))));
        var step = most switch { <= 4 => 1, <= 10 => 2, <= 25 => 5, _ => 10 };
        double X(double percent) => left + (HouseStyle.Width - left - ValueRoom) * percent / most;
        for (var at = 0; at <= most; at += step)
        {
            plot.Stroke(X(at), 0, X(at), Height(rows) - ScaleHeight, at == 0 ? Palette.Grey : Palette.Rule, 1.5f);
            plot.Label($"{at}%", X(at), Height(rows) - ScaleHeight / 2.0, Palette.Soft, Alignment.MiddleCenter);
        }
        for (var i = 0; i < subjects.Count; i++)
            Row(plot, subjects[i], i, left, X, notice: i == 0 && subjects.Count > 1 && subjects[0].Now.Part > 0);
    }

    static void Row(Plot plot, SubjectShare subject, int i, double left, Func<double, double> x, bool notice)
    {
        var top = i * RowHeight + (RowHeight - BarHeight) / 2.0;
        var middle = top + BarHeight / 2.0;
        var end = Math.Max(x(Percent(subject.Now)), x(Percent(subject.Before)));
        plot.Label(HouseStyle.Fit(subject.Subject, left - Gap, notice), 0, middle, Palette.Ink, bold: notice);
        if (subject.Now.Part > 0)
            plot.Box(left, top, x(Percent(subject.Now)), top + BarHeight, notice ? Palette.WarmMark : Palette.Blue);
        if (subject.Before.HasValue)
            plot.Stroke(x(Percent(subject.Before)), top - 7, x(Percent(subject.Before)), top + BarHeight + 7, Palette.Dashed(Palette.Ink), 3);
        plot.Label(subject.Now.ToString(), end, middle, notice ? Palette.Warm : Palette.Soft, bold: notice, dx: 12);
    }

    static List<SubjectShare> Drawn(IReadOnlyList<SubjectFailures> rows) => [.. Subjects(rows).Take(MostSubjects)];

    static List<SubjectShare> Subjects(IReadOnlyList<SubjectFailures> rows)
    {
        var (now, before) = Terms(rows);
        return [.. rows.Where(r => r.Term == now)
            .Select(r => new SubjectShare(r.Subject, r.Share, rows.FirstOrDefault(b => b.Term == before && b.Subject == r.Subject)?.Share ?? Rate.None))
            .OrderByDescending(s => s.Now).ThenBy(s => s.Subject, StringComparer.Ordinal)];
    }

    // The newest term is the one posted last that has marks for most: the first marks of a new term say nothing yet.
    static (string Now, string? Before) Terms(IReadOnlyList<SubjectFailures> rows)
    {
        var terms = rows.GroupBy(r => r.Term).Select(g => (Term: g.Key, Posted: g.Max(r => r.Posted), Students: g.Max(r => r.Students.Students))).ToList();
        var full = terms.Max(t => t.Students) / 2;
        var ordered = terms.Where(t => t.Students >= full).OrderByDescending(t => t.Posted).ThenByDescending(t => t.Term, StringComparer.Ordinal).ToList();
        return (ordered[0].Term, ordered.Count > 1 ? ordered[1].Term : null);
    }

    static double Percent(Rate rate) => (double)(rate.Percent ?? 0);

    sealed record SubjectShare(string Subject, Rate Now, Rate Before);
}
