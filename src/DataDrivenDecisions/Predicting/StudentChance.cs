using System.Text.Json;
using System.Text.Json.Serialization;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>What a model says of one student, with reasons that add up to it.</summary>
public sealed record StudentChance
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required int StudentKey { get; init; }
    public int? SchoolKey { get; init; }

    /// <summary>The section that is spoken of; null where it is the student as a whole.</summary>
    public int? SectionKey { get; init; }

    /// <summary>Natural log-odds: the sum of all reasons' contributions, the starting point included.</summary>
    public required double LogOdds { get; init; }

    /// <summary>The largest contributions first; the starting point last.</summary>
    public required IReadOnlyList<ChanceReason> Reasons { get; init; }

    /// <summary>What could change, and what the chance would be then.</summary>
    public IReadOnlyList<ChanceChange> Changes { get; init; } = [];

    /// <summary>Those of the tested past year whose chances were nearest; null where nobody counted.</summary>
    public AlikeStudents? Alike { get; init; }

    /// <summary>The test whose levels are told; null for a question without levels.</summary>
    public string? Test { get; init; }

    /// <summary>The chance of each level of the next test, the lowest first; none for a question without levels.</summary>
    public IReadOnlyList<ChanceLevel> Levels { get; init; } = [];

    public Probability Probability => Probability.FromLogOdds(LogOdds);

    /// <summary>The reasons, what could change, and the levels of the next test, as a JSON array of {text, contribution, kind}; a change, a test and a level add nothing, and a change and a level have {then} beside them.</summary>
    public string ReasonsJson => JsonSerializer.Serialize(
        Reasons.Concat(Changes.Select(c => new ChanceReason($"{c.Words}: {c.Then}", 0, "change", c.Then.Value)))
            .Concat(Test is { } test ? [new ChanceReason(test, 0, "test"), .. Levels.Select(l => new ChanceReason(l.Level, 0, "level", l.Chance.Value))] : []), Json);
}

/// <summary>One reason: what is known, in plain words, and what it adds to the log-odds (less than zero where it lowers them).</summary>
/// <param name="Text">"absent 14 of 122 days this year".</param>
/// <param name="Contribution">In natural log-odds, compared with an average student of the past years that were learned from.</param>
/// <param name="Kind">"reason" for what can change, "fixed" for what nobody can change, or "start" for the average student, where everyone starts; "change", "test" and "level" for what is told beside them.</param>
/// <param name="Then">The chance after a change, or of a level; null of a reason.</param>
/// <param name="ChangedBy">Of a reason that raises the chance and can change, what would change it: "with every day attended on time for four weeks"; else null.</param>
public sealed record ChanceReason(
    string Text, double Contribution, string Kind, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Then = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ChangedBy = null);

/// <summary>What could change for a student, and what the chance would be then.</summary>
/// <param name="Words">"with every day attended on time for four weeks".</param>
/// <param name="Then">The chance by the same model.</param>
public sealed record ChanceChange(string Words, Probability Then);
