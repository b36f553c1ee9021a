using System.Text.Json;

namespace DataDrivenDecisions.Web.Pages.Shared;

/// <summary>One reason of an estimate in plain words, with what it added to the log-odds.</summary>
/// <param name="Text">The reason.</param>
/// <param name="Contribution">What it added.</param>
/// <param name="Kind">"start" for the average student, where everyone starts; else a reason.</param>
public sealed record RiskReason(string Text, double Contribution, string Kind = "reason")
{
    /// <summary>Not about this student, but where everyone starts.</summary>
    public bool IsStart => Kind == "start";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the reasons that a night published; none where there are none.</summary>
    public static IReadOnlyList<RiskReason> Read(string? json) =>
        string.IsNullOrWhiteSpace(json) ? [] : JsonSerializer.Deserialize<List<RiskReason>>(json, Json) ?? [];
}
