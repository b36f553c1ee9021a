using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Reports;

/// <summary>One course with its marks from term to term.</summary>
public sealed record CourseMarks
{
    /// <summary>C or better is what the sheet calls passing well; below 70 points is a D or an F.</summary>
    const decimal Low = 70;

    public required string Name { get; init; }

    /// <summary>The newest mark of each term, in the order of posting. Never empty.</summary>
    public required IReadOnlyList<StudentMark> Terms { get; init; }

    public StudentMark Newest => Terms[^1];

    /// <summary>Points of 100 that the newest mark is above the first; null where there are not two.</summary>
    public decimal? Change => Terms.Count > 1 ? Newest.Points - Terms[0].Points : null;

    public bool IsLow => Newest.Points < Low;

    /// <summary>Courses with a mark that says something, the best first. Quarters are preferred to semesters, which come late.</summary>
    public static IReadOnlyList<CourseMarks> From(IReadOnlyList<StudentMark> marks)
    {
        var graded = marks.Where(m => m.Points is not null && !string.IsNullOrEmpty(m.Term)).ToList();
        var quarters = graded.Where(m => !m.IsDeciding).ToList();
        return
        [
            .. (quarters.Count > 0 ? quarters : graded)
                .GroupBy(m => m.CourseName ?? "–")
                .Select(course => new CourseMarks
                {
                    Name = course.Key,
                    Terms = [.. course.GroupBy(m => m.Term).Select(term => term.MaxBy(m => m.KnownOn)!).OrderBy(m => m.KnownOn).ThenBy(m => m.Term, StringComparer.Ordinal)],
                })
                .OrderByDescending(c => c.Newest.Points).ThenBy(c => c.Name, StringComparer.Ordinal),
        ];
    }
}
