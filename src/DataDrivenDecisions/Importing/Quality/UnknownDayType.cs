namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A calendar uses a kind of day that is none of Ed-Fi's: whether it counts as a school day was guessed.</summary>
public sealed class UnknownDayType : QualityRule
{
    // Ed-Fi's calendar events (Data Standard 5) and the words that systems write for them.
    static readonly string[] Known =
    [
        "instruction", "make-up", "makeup", "emergency", "holiday", "other", "strike", "late arrival", "early dismissal", "early release",
        "teacher", "weather", "in session", "vacation", "break", "school day",
    ];

    public override string Name => "unknown-day-type";
    public override string Title => "A kind of day that the calendar rules do not know";
    public override string Question => "Which kinds of days does nobody know to be school or not?";
    public override Severity Severity => Severity.Medium;
    public override QualityOwner Owner => QualityOwner.DataCoordinator;
    public override QualityReach Reach => QualityReach.District;

    public override HowToFix Fix => new(
        PowerSchool: "School setup, Calendar Setup: choose one of the usual day types, or map this one in the import.",
        InfiniteCampus: "System Administration, Calendar, Days, Day Events: choose one of the usual types, or map this one in the import.",
        Skyward: "Attendance, Setup, Calendar, Day Types: choose one of the usual types, or map this one in the import.");

    protected override string Sql => """
        SELECT d.school_id AS SchoolId, d.school_name AS SchoolName, d.day_type AS Item, COUNT(DISTINCT d.school_date) AS HowMany
        FROM   seen.school_day d
        WHERE  d.school_year = @year AND d.day_type IS NOT NULL
        GROUP  BY d.school_id, d.school_name, d.day_type
        """;

    public override string? Judge(Suspect s) =>
        Known.Any(k => s.Item!.Contains(k, StringComparison.OrdinalIgnoreCase)) ? null : $"{Count(s.HowMany, "day")} of the kind “{s.Item}”";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("a day of the school's own kind", new() { Item = "Flex Z", HowMany = 3 }, IsFault: true),
        new("a holiday", new() { Item = "Holiday", HowMany = 8 }, IsFault: false),
    ];
}
