using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing.Quality;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Quality;

/// <summary>The schools whose data quality the person at the desk answers for: all of the district, or one's own.</summary>
sealed class SchoolSight
{
    readonly Desk _desk;
    readonly HashSet<string> _schools;

    SchoolSight(Desk desk, HashSet<string> schools) => (_desk, _schools) = (desk, schools);

    public static SchoolSight Of(Desk desk) => new(desk, desk.CoversDistrict
        ? []
        : desk.Reader.Ask(SeenSchool.All).Where(s => desk.CoversSchool(s.SchoolId, s.SchoolNumber)).Select(s => s.SchoolId).ToHashSet(StringComparer.Ordinal));

    /// <summary>True for the person's schools; what belongs to no school is the district's.</summary>
    public bool Covers(string? schoolId) => _desk.CoversDistrict || (schoolId is not null && _schools.Contains(schoolId));

    /// <summary>What a rule finds now in the person's own view of the data.</summary>
    public IReadOnlyList<QualityFinding> Find(QualityRule rule) =>
        [.. rule.Find(QualityLook.Of(_desk.District.Warehouse, _desk.Viewer, _desk.Today)).Where(f => Covers(f.SchoolId))];
}
