using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>What one model said of one student, or of her in one course, on one analysis day.</summary>
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

    /// <summary>The section that it speaks of; null where it speaks of the student as a whole.</summary>
    public int? SectionKey { get; init; }
    public string? Course { get; init; }

    /// <summary>Students of the tested past year with the nearest chances, and for how many of them it came true.</summary>
    public int? AlikeCount { get; init; }

    /// <summary>For how many of <see cref="AlikeCount"/> it came true.</summary>
    public int? AlikeTrueCount { get; init; }

    public Probability Chance => new(Math.Clamp(Value, 0, 1));

    const string Text = """
        SELECT r.student_key AS StudentKey, r.school_key AS SchoolKey, r.model AS Model, r.as_of_date AS AsOf, r.probability AS Value, r.reasons AS Reasons,
               r.section_key AS SectionKey, r.course_name AS Course, r.alike_count AS AlikeCount, r.alike_true_count AS AlikeTrueCount
        FROM   seen.risk r
        WHERE  r.as_of_date = @asOf
        """;

    /// <summary>Everyone's chance by one model.</summary>
    public static Query<RiskOnDay> On(DateOnly asOf, string model) => new(Text + " AND r.model = @model", new { asOf, model });

    /// <summary>Everyone's chances by every model that was published.</summary>
    public static Query<RiskOnDay> On(DateOnly asOf) => new(Text, new { asOf });

    /// <summary>One student's chances by every model that was published.</summary>
    public static Query<RiskOnDay> Of(int studentKey, DateOnly asOf) => new(Text + " AND r.student_key = @studentKey", new { asOf, studentKey });
}
