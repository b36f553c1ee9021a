using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Capacity;

/// <summary>Among whom a list is made: everyone whom the viewer can see, one school, or one grade.</summary>
/// <param name="Name">As records and addresses write it: "all", "school:3", "grade:09".</param>
/// <param name="Title">As the page says it.</param>
/// <param name="Holds">Who belongs to it.</param>
sealed record CapacityScope(string Name, string Title, Func<SeenStudent, bool> Holds)
{
    static readonly CapacityScope Everyone = new("all", "All whom you can see", _ => true);

    /// <summary>Those that part the students; everyone first.</summary>
    public static IReadOnlyList<CapacityScope> Among(IReadOnlyList<SeenStudent> students)
    {
        CapacityScope[] schools = [.. students.Where(s => s.SchoolKey is not null).GroupBy(s => s.SchoolKey!.Value).OrderBy(g => g.First().SchoolName, StringComparer.Ordinal)
            .Select(g => new CapacityScope(FormattableString.Invariant($"school:{g.Key}"), g.First().SchoolName ?? "A school", s => s.SchoolKey == g.Key))];
        CapacityScope[] grades = [.. students.Select(s => s.Grade).OfType<Units.GradeLevel>().Distinct().Order().Select(g => new CapacityScope("grade:" + g.Code, Words.Grade(g), s => s.Grade == g))];
        return [Everyone, .. schools.Length > 1 ? schools : [], .. grades.Length > 1 ? grades : []];
    }
}
