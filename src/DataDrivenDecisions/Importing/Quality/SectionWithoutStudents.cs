using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A class meets now by its term, and nobody is in it: a leftover of scheduling, or a roster that did not come.</summary>
public sealed class SectionWithoutStudents : QualityRule
{
    public override string Name => "section-without-students";
    public override string Title => "A class without students";
    public override string Question => "Is any class on the books that nobody is in?";
    public override Severity Severity => Severity.Low;
    public override QualityOwner Owner => QualityOwner.Registrar;
    public override QualityReach Reach => QualityReach.District;

    public override HowToFix Fix => new(
        PowerSchool: "Start page, Sections: delete the section, or enroll students through Mass Enroll.",
        InfiniteCampus: "Scheduling, Sections: delete the section, or fill it in the Schedule Wizard.",
        Skyward: "Student Scheduling, Sections: delete the section, or add students to its roster.");

    protected override string Sql => """
        SELECT x.school_id AS SchoolId, x.school_name AS SchoolName, x.section_id AS Item, x.first_day AS OtherDay, CAST(x.section_key AS BIGINT) AS OutOf
        FROM   seen.section x
        WHERE  x.is_current = 1
        """;

    const string RosterSql = """
        SELECT CAST(e.section_key AS BIGINT) AS OutOf, CAST(MAX(e.is_current) AS BIGINT) AS HowMany
        FROM   seen.section_enrollment e
        GROUP  BY e.section_key
        """;

    public override IReadOnlyList<Query<Suspect>> Questions(SchoolYear year, DateOnly today) => [.. base.Questions(year, today), Asking(RosterSql, year, today)];

    /// <summary>Looks through the rosters for the classes that somebody is in; where no roster is known at all, nothing is told.</summary>
    public override IEnumerable<IReadOnlyList<QualityFinding>> FindInParts(QualityLook look, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(look);
        var (isKnown, taken) = (false, new HashSet<long?>());
        foreach (var section in look.Parts.SelectMany(part => Ask(part, RosterSql, stop)))
        {
            isKnown = true;
            if (section.HowMany > 0)
                taken.Add(section.OutOf);
        }
        return isKnown ? [Findings(Ask(look, Sql, stop).Where(s => !taken.Contains(s.OutOf)))] : [];
    }

    public override string? Judge(Suspect s) =>
        s.OtherDay is { } first ? $"meets since {Day(first)}, and nobody is in it" : "meets now, and nobody is in it";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("a class of this term without a roster", new() { Item = "sec-8", OtherDay = new(2026, 1, 26) }, IsFault: true),
    ];
}
