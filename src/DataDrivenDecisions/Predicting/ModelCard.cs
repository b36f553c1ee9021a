using System.Text.Json;
using System.Text.Json.Serialization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>What a person should know before trusting a model: what it was asked, what it learned from, how it did on a later year, and where it must not be used.</summary>
public sealed record ModelCard
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required string Model { get; init; }
    public required string Title { get; init; }
    public required string Question { get; init; }

    /// <summary>What "came true" means, exactly.</summary>
    public required string Outcome { get; init; }

    /// <summary>The day up to which the scored students' data were used.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The past cohorts that were learned from, oldest first, and the later one that was tested.</summary>
    public required IReadOnlyList<CardCohort> Cohorts { get; init; }

    /// <summary>Students of the later cohort with a known outcome: those on whom everything below was measured.</summary>
    public required int Rows { get; init; }
    public required int Positives { get; init; }

    /// <summary>The share of the later cohort for whom it came true.</summary>
    public double BaseRate => Rows == 0 ? 0 : (double)Positives / Rows;

    public required double Auc { get; init; }

    /// <summary>The best of the rules, on the same students.</summary>
    public required double RuleAuc { get; init; }
    public required string Rule { get; init; }
    public required double AveragePrecision { get; init; }
    public required double Brier { get; init; }
    public required double CalibrationError { get; init; }
    public required IReadOnlyList<ChanceBin> CalibrationBins { get; init; }
    public required IReadOnlyDictionary<string, double> PrecisionAtK { get; init; }
    public required IReadOnlyDictionary<string, double> RulePrecisionAtK { get; init; }

    /// <summary>Groups of 50 and more; used only to check.</summary>
    public required IReadOnlyList<GroupComparison> Groups { get; init; }

    public required IReadOnlyList<CardInput> Inputs { get; init; }
    public required IReadOnlyList<string> NeverInputs { get; init; }
    public required IReadOnlyList<string> Limits { get; init; }
    public required IReadOnlyList<Gate> Gates { get; init; }

    /// <summary>Only a published model's chances are shown to anyone.</summary>
    public bool IsPublished => Gates.Count > 0 && Gates.All(g => g.Passed);

    /// <summary>A fingerprint of inputs, weights and calibration.</summary>
    public required string Version { get; init; }
    public required int Seed { get; init; }

    /// <summary>The card as JSON, names in camel case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>The card that <see cref="ToJson"/> wrote.</summary>
    public static ModelCard? FromJson(string json) => JsonSerializer.Deserialize<ModelCard>(json, Json);

    /// <summary>The calibration bins as charts draw them.</summary>
    [JsonIgnore]
    public IReadOnlyList<CalibrationBin> CalibrationCurve =>
        [.. CalibrationBins.Select(b => new CalibrationBin { Predicted = b.Predicted, Students = new GroupSize(b.Students), CameTrue = b.CameTrue })];
}

/// <summary>One school year's students with a known outcome.</summary>
/// <param name="Year">"2023-24".</param>
/// <param name="AsOf">The day of the knowledge.</param>
/// <param name="Use">"learned from", "tested".</param>
/// <param name="Rows">Students with a known outcome.</param>
/// <param name="Positives">For how many it came true.</param>
/// <param name="Unlabeled">Students enrolled on the day of whom too little was seen afterwards.</param>
public sealed record CardCohort(string Year, DateOnly AsOf, string Use, int Rows, int Positives, int Unlabeled);

/// <summary>One input and how much it matters: the mean size of its contribution to the log-odds over the later cohort.</summary>
public sealed record CardInput(string Name, double MeanContribution);
