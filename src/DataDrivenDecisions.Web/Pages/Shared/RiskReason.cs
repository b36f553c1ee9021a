using System.Text.Json;

namespace DataDrivenDecisions.Web.Pages.Shared;

/// <summary>One reason of an estimate in plain words, with what it added to the log-odds.</summary>
public sealed record RiskReason(string Text, double Contribution)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the reasons that a night published; none where there are none.</summary>
    public static IReadOnlyList<RiskReason> Read(string? json) =>
        string.IsNullOrWhiteSpace(json) ? [] : JsonSerializer.Deserialize<List<RiskReason>>(json, Json) ?? [];
}
