using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>What the model said of one student on one analysis day.</summary>
public sealed record RiskOnDay
{
    public required int StudentKey { get; init; }
    public int? SchoolKey { get; init; }
    public required string Model { get; init; }
    public required DateOnly AsOf { get; init; }

    /// <summary>0 to 1; read it as <see cref="Chance"/>.</summary>
    public required double Value { get; init; }

    /// <summary>A JSON array of sentences with what each added to the log-odds.</summary>
    public string? Reasons { get; init; }

    public Probability Chance => new(Math.Clamp(Value, 0, 1));

    const string Text = """
        SELECT r.student_key AS StudentKey, r.school_key AS SchoolKey, r.model AS Model, r.as_of_date AS AsOf, r.probability AS Value, r.reasons AS Reasons
        FROM   seen.risk r
        WHERE  r.as_of_date = @asOf
        """;

    public static Query<RiskOnDay> On(DateOnly asOf) => new(Text, new { asOf });

    public static Query<RiskOnDay> Of(int studentKey, DateOnly asOf) => new(Text + " AND r.student_key = @studentKey", new { asOf, studentKey });
}
