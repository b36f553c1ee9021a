using System.Globalization;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Predicting;

/// <summary>What a model of one course looks at: how the course itself goes, and the student's other courses.</summary>
public static class CourseInputs
{
    /// <summary>Where a course without a mark stands among those with one, when a single number has to be named.</summary>
    public const decimal Unmarked = 80;

    public static IReadOnlyList<ModelInput> All { get; } =
    [
        new("mark in this course", 3, ThisCourse, s => Points(s) is { } p ? $"{s.Course!.Title} stands at {Whole((double)p)}" : $"no mark in {s.Course!.Title} yet"),
        new("earlier F in this course", 1, s => Line(s) is { } line ? [line.Marks.Any(m => m is { IsDeciding: true, IsFailing: true }) ? 1 : 0] : null,
            s => Line(s)?.Marks.Any(m => m is { IsDeciding: true, IsFailing: true }) == true ? $"failed a term of {s.Course!.Title} already" : $"no term of {s.Course!.Title} failed so far", IsFixed: true),
        new("kind of course", 1, s => [s.Course!.IsCore ? 1 : 0], s => s.Course!.IsCore ? $"{s.Course.Title} is a core course" : $"{s.Course.Title} is not a core course", IsFixed: true),
        new("other courses", 3, Others, s => OtherPoints(s) is { Length: > 0 } p ? $"other courses average {Whole(p.Average())}, {p.Count(x => x < 70)} below 70" : "no mark in other courses yet"),
        .. StudentInputs.Courses.Where(i => i.Name is "change of marks" or "marks last year"),
    ];

    /// <summary>The newest percentage in the course, or null without one.</summary>
    public static decimal? Points(StudentCase s) => Line(s)?.Points;

    static MarkBook.Line? Line(StudentCase s) => MarkBook.Of(s.SoFar.Marks ?? []).Sections.FirstOrDefault(x => x.Latest.SectionKey == s.SectionKey);

    static double[]? ThisCourse(StudentCase s) => (double?)Points(s) is { } p ? [p, Math.Max(0, 75 - p), Math.Max(0, 65 - p)] : null;

    static double[] OtherPoints(StudentCase s) =>
        [.. MarkBook.Of(s.SoFar.Marks ?? []).Sections.Where(x => x.Latest.SectionKey != s.SectionKey).Select(x => (double?)x.Points).OfType<double>()];

    static double[]? Others(StudentCase s) => OtherPoints(s) is { Length: > 0 } p ? [p.Average(), p.Min(), Math.Sqrt(p.Count(x => x < 70))] : null;

    static string Whole(double n) => Math.Round(n, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture);
}
