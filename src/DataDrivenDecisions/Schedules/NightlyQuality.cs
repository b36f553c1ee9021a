using DataDrivenDecisions.Importing.Quality;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Schedules;

/// <summary>What the checks of one night found.</summary>
/// <param name="AsOf">The night.</param>
/// <param name="Counts">What each check counted, school by school.</param>
/// <param name="NotDone">The checks that need more memory than the program may have: nothing is known of them for this night.</param>
public sealed record QualityNight(DateOnly AsOf, IReadOnlyList<QualityCount> Counts, IReadOnlyList<QualityRule> NotDone)
{
    /// <summary>What was not checked and what to do about it; null when everything was.</summary>
    public string? Lack => NotDone.Count == 0 ? null
        : $"Not checked, since it takes more memory than the program may have ({MemoryAllowance.Setting}): {string.Join(", ", NotDone.Select(r => $"“{r.Title}”"))}.";

    /// <summary>How many checks found something that nobody has accepted.</summary>
    public int NeedSomeone => Counts.Where(c => c.Open > 0).Select(c => c.Rule).Distinct(StringComparer.Ordinal).Count();

    public int Open => Counts.Sum(c => c.Open);
}

/// <summary>Runs the checks of data quality over the district and keeps what each found, school by school, for the trend.</summary>
public static class NightlyQuality
{
    /// <summary>Counts every rule, or some, for one night; what was counted for it before is replaced.</summary>
    /// <param name="district">Whose data.</param>
    /// <param name="viewer">Someone who sees the whole district, so that the counts are whole.</param>
    /// <param name="asOf">The night.</param>
    /// <param name="rules">The rules; all when left out.</param>
    /// <param name="studentsAtOnce">So many students are looked at in one go; null for as many as a look takes by itself.</param>
    /// <param name="stop">Stops between rules; nothing is kept then.</param>
    /// <remarks>
    /// A check that needs more memory than there is looks at fewer students at once. One for which the fewest are too many keeps no count for the night, so that it is shown as not done and never as in order.
    /// </remarks>
    public static QualityNight Run(District district, Viewer viewer, DateOnly asOf, IReadOnlyList<QualityRule>? rules = null, int? studentsAtOnce = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(district);
        rules ??= QualityRule.All;
        var look = QualityLook.Of(district.Warehouse, viewer, asOf);
        if (studentsAtOnce is { } atOnce)
            look = look with { StudentsAtOnce = atOnce };
        var accepted = district.Records.Quality.Accepted(district.Slug).Select(a => (a.Rule, a.RecordId)).ToHashSet();
        var (counts, notDone) = (new List<QualityCount>(), new List<QualityRule>());
        foreach (var rule in rules)
        {
            // One check is not worth a night: the others are done, and it is told which one was not.
            if (Counts(rule, look, found => Count(found, accepted, asOf), stop) is { } counted)
                counts.AddRange(counted);
            else
                notDone.Add(rule);
        }
        district.Records.Quality.Save(district.Slug, asOf, [.. rules.Except(notDone).Select(r => r.Name)], counts);
        return new QualityNight(asOf, counts, notDone);
    }

    // What one rule counts; with ever fewer students in one go while they take more memory than there is, and null when the fewest do too.
    static IReadOnlyList<QualityCount>? Counts(QualityRule rule, QualityLook look, Func<IReadOnlyList<QualityFinding>, IEnumerable<QualityCount>> count, CancellationToken stop)
    {
        for (QualityLook? at = look; at is not null; at = at.OfFewer)
        {
            try
            {
                return [.. Sum(rule.FindInParts(at, stop).SelectMany(count))];
            }
            catch (Exception lacking) when (Shortage.Of(lacking) is { IsOfMemory: true })
            {
                // The next turn asks for less.
            }
        }
        return null;
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
