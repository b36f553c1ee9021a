using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting.Growth;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Growth;

/// <summary>One group's growth in one test: its median with how sure it is, or why there is none.</summary>
/// <param name="Group">The school or grade.</param>
/// <param name="Students">Students with a score.</param>
/// <param name="Told">Students with a growth percentile.</param>
/// <param name="Median">Null where fewer than ten have one.</param>
/// <param name="Aimed">Students with a percentile of whom it is known which one reaches proficiency.</param>
/// <param name="Enough">Those of them whose own reaches it.</param>
/// <param name="Why">The reason that most of those without one have; null where all have one.</param>
public sealed record GrowthLine(string Group, int Students, int Told, MedianGrowth? Median, int Aimed, int Enough, string? Why)
{
    /// <summary>True where so few are aimed that a count would tell of each.</summary>
    public bool IsSmall => new GroupSize(Aimed).IsSmall;
}

/// <summary>One test from one season to another, by grade and by school.</summary>
public sealed record GrowthTest(string Test, string Span, IReadOnlyList<GrowthLine> Grades, IReadOnlyList<GrowthLine> Schools)
{
    public bool IsTold => Grades.Any(g => g.Told > 0);

    /// <summary>The reason in its largest grade.</summary>
    public string? Why => Grades.Where(g => g.Why is not null).OrderByDescending(g => g.Why!.Any(char.IsDigit)).ThenByDescending(g => g.Students).FirstOrDefault()?.Why;
}

/// <summary>How much the students in sight have grown since a year before, by test, grade and school, and why there is no percentile where there is none.</summary>
public sealed class IndexModel(Standing standing) : DeskPage
{
    static readonly string[] Spans = ["fall to fall", "winter to winter", "spring to spring", "fall to winter", "fall to spring"];

    public SchoolYear Year { get; private set; }
    public IReadOnlyList<GrowthTest> Tests { get; private set; } = [];
    public int Students { get; private set; }
    public int Told { get; private set; }
    public Standing Standing => standing;

    public string Heading => Students == 0 ? $"No test of {Words.Year(Year)} is on record"
        : Told == 0 ? "No grade is large enough for growth percentiles"
        : $"{Words.Capital(Words.Count(Told, "score"))} of {Words.Year(Year)} can be compared with a year before";

    public IActionResult OnGet(int? year)
    {
        if (year is not null && year != Desk.Year.Ends && year != Desk.Year.Ends - 1)
            return NotFound();
        Year = new SchoolYear(year ?? Desk.Year.Ends);
        var growth = Desk.Reader.Ask(StudentGrowth.In(Year));
        (Students, Told) = (growth.Select(g => g.StudentKey).Distinct().Count(), growth.Count(g => g.Percentile is not null));
        var schools = Desk.Reader.Ask(SeenSchool.All).ToDictionary(s => s.SchoolKey, s => s.Name);
        Tests =
        [
            .. growth.GroupBy(g => (g.Test, g.Span)).OrderBy(g => g.Key.Test, StringComparer.Ordinal).ThenBy(g => Array.IndexOf(Spans, g.Key.Span)).Select(test => new GrowthTest(
                test.Key.Test, test.Key.Span,
                [.. test.GroupBy(g => g.Grade).OrderBy(g => g.Key).Select(g => Line(Words.Capital(Words.Grade(g.Key)), [.. g]))],
                [.. test.Where(g => g.SchoolKey is not null && schools.ContainsKey(g.SchoolKey.Value)).GroupBy(g => schools[g.SchoolKey!.Value]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Line(g.Key, [.. g]))])),
        ];
        Desk.Audit("look at growth", Year.ToString());
        return Page();
    }

    static GrowthLine Line(string group, IReadOnlyList<StudentGrowth> students) => new(
        group, students.Count, students.Count(g => g.Percentile is not null), MedianGrowth.Of(students.Where(g => g.Percentile is not null).Select(g => g.Percentile!.Value)),
        students.Count(g => g is { Percentile: not null, Needed: not null }), students.Count(g => g.Percentile >= g.Needed),
        students.Where(g => g.Reason is not null).GroupBy(g => g.Reason!, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key);
}
