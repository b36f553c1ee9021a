using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Quality;

/// <summary>Rules about students who lack what others at their school have: each suspect is judged with the school's own counts, HowMany of OutOf, taken over all of its students.</summary>
public abstract class StudentsBesideTheirSchool : QualityRule
{
    public sealed override QualityReach Reach => QualityReach.OneStudent;

    /// <summary>The question for a school's counts: SchoolId, HowMany and OutOf, with a row for each school.</summary>
    protected abstract string SchoolSql { get; }

    public sealed override IReadOnlyList<Query<Suspect>> Questions(SchoolYear year, DateOnly today) => [.. base.Questions(year, today), Asking(SchoolSql, year, today)];

    public sealed override IEnumerable<IReadOnlyList<QualityFinding>> FindInParts(QualityLook look, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(look);
        var schools = Added(look.Parts.SelectMany(part => Ask(part, SchoolSql, stop))).ToDictionary(s => s.SchoolId ?? "", StringComparer.Ordinal);
        return look.Parts.Select(part => Findings(Ask(part, Sql, stop).Select(s => s with { HowMany = schools.GetValueOrDefault(s.SchoolId ?? "")?.HowMany, OutOf = schools.GetValueOrDefault(s.SchoolId ?? "")?.OutOf })));
    }
}
