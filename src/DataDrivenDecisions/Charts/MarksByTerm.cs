using System.Globalization;
using ScottPlot;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Charts;

/// <summary>One student's marks from term to term, one labelled line per course.</summary>
public sealed class MarksByTerm : Chart<StudentMark>
{
    // Below 70 is a D or an F by the usual table.
    const decimal Low = 70;
    const double Bottom = 50, Top = 102, LabelRoom = 290;

    public override bool NeedsStudent => true;
    public override string Question => "How are this student's marks moving?";
    public override string Slug => "marks-by-term";
    public override string Measured => "Marks by term, in points of 100; a letter without points stands at the middle of its band.";
    public override string HowToRead => "One line for each course. Orange, dashed, with square marks: the lowest course, where it is below 70.";
    public override string DoNotConclude => "that courses can be compared with each other: teachers mark differently.";
    public override string WhenEmpty => "No marks of this student have been posted this year yet.";

    public override Query<StudentMark> Data(ChartScope scope) => StudentMark.Of(scope.Student, scope.Year, scope.AsOf);

    protected override (IReadOnlyList<StudentMark> Shown, int Hidden) Select(IReadOnlyList<StudentMark> rows)
    {
        var drawn = rows.Where(m => m.Points is not null && !string.IsNullOrEmpty(m.Term)).ToList();
        // Quarters show the movement; where a school has none, its semesters do.
        var quarters = drawn.Where(m => !m.IsDeciding).ToList();
        return (quarters.Count > 0 ? quarters : drawn, 0);
    }

    public override string Message(IReadOnlyList<StudentMark> rows)
    {
        var courses = Courses(rows);
        var newest = courses.Count(c => c.Last < Low);
        var rose = courses.Where(c => c.Change >= 3).MaxBy(c => c.Change);
        if (Lowest(courses) is { } low)
            return (low.Change <= -1 ? $"{low.Name} fell from {N(low.First)} to {N(low.Last)}" : $"{low.Name} is at {N(low.Last)}")
                + (newest > 1 ? $"; {newest - 1} more {(newest == 2 ? "course is" : "courses are")} below {N(Low)}" : courses.Count > 1 ? $"; all other courses are at {N(Low)} or above" : "");
        var well = courses.Count == 1 ? $"{courses[0].Name} is at {N(courses[0].Last)}" : $"All {courses.Count} courses are at {N(Low)} or above";
        return rose is null || courses.Count == 1 ? well : $"{well}; {rose.Name} rose from {N(rose.First)} to {N(rose.Last)}";
    }

    public override string AltText(IReadOnlyList<StudentMark> rows) => string.Join(" ", Courses(rows).Select(c =>
        $"{c.Name}: {string.Join(", ", c.Points.Select(p => $"{Terms(rows)[p.Term]} {N(p.Points)}"))}."));

    public override string Stands(IReadOnlyList<StudentMark> rows) =>
        $"1 student, {HouseStyle.Count(Courses(rows).Count, "course")}, {HouseStyle.Count(Terms(rows).Count, "term")}.";

    public override ChartTable Table(IReadOnlyList<StudentMark> rows)
    {
        var terms = Terms(rows);
        return new("Marks by course and term", ["Course", .. terms],
            [.. Courses(rows).Select(c => (IReadOnlyList<string>)[c.Name, .. terms.Select((_, t) => Cell(rows, c.Name, terms[t]))])]);
    }

    protected override Plot Blank(IReadOnlyList<StudentMark> rows) => HouseStyle.Axes(left: 48, right: 0);

    public override void Draw(Plot plot, IReadOnlyList<StudentMark> rows)
    {
        var (terms, courses) = (Terms(rows), Courses(rows));
        var lowest = Lowest(courses);
        const double wide = HouseStyle.Width - 48;
        // Terms share what is left of the labels; the labels stand inside the axes, for nothing is drawn outside of them.
        var span = Math.Max(terms.Count - 1, 1);
        var perTerm = (wide - LabelRoom - 40) / span;
        plot.Scale((-30 / perTerm, (wide - 30) / perTerm), (Bottom, Top),
            [.. terms.Select((t, i) => ((double)i, t))], [.. new[] { 50, 60, 70, 80, 90, 100 }.Select(p => ((double)p, N(p)))]);
        var perPixel = (Top - Bottom) / (HouseStyle.Height - 64);
        var places = HouseStyle.Apart([.. courses.Select(c => (Top - Y(c.Last)) / perPixel)]);
        foreach (var (course, place) in courses.Zip(places).OrderBy(c => c.First == lowest))
        {
            var notice = course == lowest;
            var points = course.Points.Select(p => ((double)p.Term, Y(p.Points))).ToList();
            plot.Line(points, notice ? Palette.Dashed(Palette.WarmMark) : Palette.Blue, notice ? MarkerShape.FilledSquare : MarkerShape.FilledCircle, 10);
            plot.Label($"{HouseStyle.Fit(course.Name, LabelRoom - 64, notice)}: {N(course.Last)}", terms.Count - 1, Top - place * perPixel,
                notice ? Palette.Warm : Palette.Ink, bold: notice, dx: 16);
        }
    }

    static string Cell(IReadOnlyList<StudentMark> rows, string course, string term) =>
        rows.Where(m => m.CourseName == course && m.Term == term).MaxBy(m => m.KnownOn) is { } mark
            ? mark.PercentPoints is { } points ? $"{mark.Letter} ({N(points)})" : mark.Letter.ToString() ?? "–"
            : "–";

    // Terms stand in the order in which they were first posted: names differ between schools (Q1, MP1, S1).
    static List<string> Terms(IReadOnlyList<StudentMark> rows) =>
        [.. rows.GroupBy(m => m.Term!).OrderBy(g => g.Min(m => m.KnownOn)).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key)];

    static List<Course> Courses(IReadOnlyList<StudentMark> rows)
    {
        var terms = Terms(rows);
        return [.. rows.GroupBy(m => m.CourseName ?? "Course without a name")
            .Select(g => new Course(g.Key, [.. g.GroupBy(m => terms.IndexOf(m.Term!)).OrderBy(t => t.Key).Select(t => (t.Key, t.MaxBy(m => m.KnownOn)!.Points!.Value))]))
            .OrderByDescending(c => c.Last).ThenBy(c => c.Name, StringComparer.Ordinal)];
    }

    static Course? Lowest(IReadOnlyList<Course> courses) => courses.MinBy(c => c.Last) is { } low && low.Last < Low ? low : null;
    static double Y(decimal points) => Math.Clamp((double)points, Bottom, 100);
    static string N(decimal points) => Math.Round(points, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture);

    sealed record Course(string Name, IReadOnlyList<(int Term, decimal Points)> Points)
    {
        public decimal First => Points[0].Points;
        public decimal Last => Points[^1].Points;
        public decimal Change => Last - First;
    }
}
