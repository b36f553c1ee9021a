namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A school has over 5% fewer absent days on record than the evening before: rows went missing on the way.</summary>
public sealed class AbsencesFell : QualityRule
{
    const int MostPercent = 5;
    const int FewestDays = 5; // a few corrected days at a small school are no loss

    public override string Name => "absences-fell";
    public override string Title => "Absences have gone since yesterday";
    public override string Question => "Has a school lost absences since yesterday?";
    public override Severity Severity => Severity.High;
    public override QualityOwner Owner => QualityOwner.DataCoordinator;
    public override QualityReach Reach => QualityReach.District;

    public override HowToFix Fix => new(
        PowerSchool: "Check that yesterday's attendance export was whole, and bring in the full year again.",
        InfiniteCampus: "Check that yesterday's attendance export was whole, and bring in the full year again.",
        Skyward: "Check that yesterday's attendance export was whole, and bring in the full year again.");

    protected override string Sql => """
        SELECT m.school_id AS SchoolId, m.school_name AS SchoolName, CAST(SUM(CAST(m.absent_days AS BIGINT)) AS BIGINT) AS HowMany
        FROM   seen.attendance_month m
        WHERE  m.school_year = @year
        GROUP  BY m.school_id, m.school_name
        """;

    public override string? Judge(Suspect s) =>
        s.OutOf - s.HowMany >= FewestDays && s.HowMany * 100 < s.OutOf * (100 - MostPercent) ? $"{Count(s.HowMany, "absent day")}, and {s.OutOf} the evening before" : null;

    /// <summary>Sets the absences of now beside those of the evening before; without an evening before there is nothing to compare.</summary>
    public override IEnumerable<IReadOnlyList<QualityFinding>> FindInParts(QualityLook look, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(look);
        if (look.Before is not { } before)
            return [];
        var now = BySchool(look, stop).ToDictionary(s => s.SchoolId ?? "", StringComparer.Ordinal);
        return [Findings(BySchool(look with { Now = before }, stop)
            .Select(then => then with { OutOf = then.HowMany, HowMany = now.TryGetValue(then.SchoolId ?? "", out var left) ? left.HowMany : 0 }))];
    }

    IReadOnlyCollection<Suspect> BySchool(QualityLook look, CancellationToken stop) => Added(look.Parts.SelectMany(part => Ask(part, Sql, stop)));

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("900 of 1,000 are left", new() { HowMany = 900, OutOf = 1000 }, IsFault: true),
        new("ten were corrected", new() { HowMany = 990, OutOf = 1000 }, IsFault: false),
    ];
}
