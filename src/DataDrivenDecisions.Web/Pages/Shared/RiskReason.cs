using System.Text.Json;

namespace DataDrivenDecisions.Web.Pages.Shared;

/// <summary>One reason of an estimate in plain words, with what it added to the log-odds.</summary>
/// <param name="Text">The reason.</param>
/// <param name="Contribution">What it added.</param>
/// <param name="Kind">"start" for the average student, where everyone starts; "fixed" for what nobody can change; "change" for what would lower the chance; "test" and "level" for the next test; else a reason.</param>
/// <param name="Then">The chance after a change, or of a level; null of anything else.</param>
/// <param name="ChangedBy">What would change a reason that raises the chance and can change; null of anything else, and where a night before did not say it.</param>
public sealed record RiskReason(string Text, double Contribution, string Kind = "reason", double? Then = null, string? ChangedBy = null)
{
    /// <summary>What nobody can change any more.</summary>
    public bool IsFixed => Kind == "fixed";

    /// <summary>The reason with what would change it: "late on 7 of 126 days (would change: with every day attended on time for four weeks)".</summary>
    public string Whole => ChangedBy is null ? Text : $"{Text} (would change: {ChangedBy})";

    /// <summary>What would lower the chance, and to what.</summary>
    public bool IsChange => Kind == "change";

    /// <summary>The test whose next level is told.</summary>
    public bool IsTest => Kind == "test";

    /// <summary>A level of the next test, with its chance.</summary>
    public bool IsLevel => Kind == "level";

    /// <summary>About this student, whether it can change or not.</summary>
    public bool IsReason => Kind is "reason" or "fixed";

    /// <summary>Not about this student, but where everyone starts.</summary>
    public bool IsStart => Kind == "start";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the reasons that a night published; none where there are none.</summary>
    public static IReadOnlyList<RiskReason> Read(string? json) =>
        string.IsNullOrWhiteSpace(json) ? [] : JsonSerializer.Deserialize<List<RiskReason>>(json, Json) ?? [];

    /// <summary>"Of 100 students like this, 23 had trouble; 19 to 28", by those of the tested past year with the nearest chances; null where nobody counted.</summary>
    public static string? OfHundred(Facts.RiskOnDay risk, string cameTrue) => risk is { AlikeCount: > 0 and var count, AlikeTrueCount: { } came }
        ? new Predicting.AlikeStudents(count, came).OfHundred is var (share, low, high) ? $"Of 100 students like this, {share} {cameTrue}; {low} to {high}." : null
        : null;
}
