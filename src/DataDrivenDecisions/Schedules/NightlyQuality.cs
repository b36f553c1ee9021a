using DataDrivenDecisions.Importing.Quality;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Schedules;

/// <summary>What the checks of one night found.</summary>
public sealed record QualityNight(DateOnly AsOf, IReadOnlyList<QualityCount> Counts)
{
    /// <summary>How many checks found something that nobody has accepted.</summary>
    public int NeedSomeone => Counts.Where(c => c.Open > 0).Select(c => c.Rule).Distinct(StringComparer.Ordinal).Count();

    public int Open => Counts.Sum(c => c.Open);
}

/// <summary>Runs the checks of data quality over the district and keeps what each found, school by school, for the trend.</summary>
public static class NightlyQuality
{
    // A suspect takes a few hundred bytes, and every student of a large state may be one.
    const int AtOnce = 500_000;

    /// <summary>Counts every rule, or some, for one night; what was counted for it before is replaced.</summary>
    /// <param name="district">Whose data.</param>
    /// <param name="viewer">Someone who sees the whole district, so that the counts are whole.</param>
    /// <param name="asOf">The night.</param>
    /// <param name="rules">The rules; all when left out.</param>
    /// <param name="studentsAtOnce">So many students are looked at in one go where that finds the same, since each may be a suspect.</param>
    /// <param name="stop">Stops between rules; nothing is kept then.</param>
    public static QualityNight Run(District district, Viewer viewer, DateOnly asOf, IReadOnlyList<QualityRule>? rules = null, int studentsAtOnce = AtOnce, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(district);
        rules ??= QualityRule.All;
        var look = QualityLook.Of(district.Warehouse, viewer, asOf);
        var accepted = district.Records.Quality.Accepted(district.Slug).Select(a => (a.Rule, a.RecordId)).ToHashSet();
        var counts = rules.SelectMany(rule => Sum((rule.IsOfOneStudent ? look.AtATime(studentsAtOnce) : [look]).SelectMany(some => Count(rule.Find(some, stop), accepted, asOf)))).ToList();
        district.Records.Quality.Save(district.Slug, asOf, [.. rules.Select(r => r.Name)], counts);
        return new QualityNight(asOf, counts);
    }

    // Of one rule: each part of the students has its own count for a school.
    static IEnumerable<QualityCount> Sum(IEnumerable<QualityCount> counts) =>
        from count in counts
        group count by count.SchoolId into school
        select school.First() with { Open = school.Sum(c => c.Open), Accepted = school.Sum(c => c.Accepted) };

    static IEnumerable<QualityCount> Count(IReadOnlyList<QualityFinding> findings, HashSet<(string, string)> accepted, DateOnly asOf) =>
        from finding in findings
        group finding by (finding.Rule, School: finding.SchoolId ?? "") into school
        let standing = school.Count(f => accepted.Contains((f.Rule, f.RecordId)))
        select new QualityCount
        {
            AsOf = asOf, Rule = school.Key.Rule, SchoolId = school.Key.School, SchoolName = school.First().SchoolName ?? school.Key.School,
            Open = school.Count() - standing, Accepted = standing,
        };
}
