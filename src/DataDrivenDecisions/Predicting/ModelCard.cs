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

    /// <summary>What its cases are: "student", "course enrollment".</summary>
    public string CaseWord { get; init; } = "student";

    /// <summary>The day up to which the scored students' data were used.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The past cohorts that were learned from, oldest first, and the later one that was tested.</summary>
    public required IReadOnlyList<CardCohort> Cohorts { get; init; }

    /// <summary>One of how many students, drawn over all schools, was learned from and tested on; null where it was each. All counts are of those.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? OneOf { get; init; }

    /// <summary>The same in a sentence; null where everyone was learned from.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Drawn => DrawnWords(OneOf);

    /// <summary>What is told wherever a model is that learned from a part of the students; null where it was all of them.</summary>
    internal static string? DrawnWords(int? oneOf) => oneOf is { } many ? $"Learned from and tested on one of {many} students, drawn over all schools." : null;

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

    /// <summary>The range of <see cref="Auc"/> in nineteen of twenty such years, by drawing the tested students anew.</summary>
    public CardRange? AucRange { get; init; }

    /// <summary>The range of what it ranks better than the rule.</summary>
    public CardRange? GainRange { get; init; }

    /// <summary>By what it learned: "logistic regression, Platt".</summary>
    public string? LearnedBy { get; init; }

    /// <summary>How the learner was chosen.</summary>
    public LearnerContest? Contest { get; init; }

    /// <summary>What lists of several lengths would have found in the tested year.</summary>
    public IReadOnlyList<ListFound> Lists { get; init; } = [];

    /// <summary>What it finds when it is asked early in the year; null for a model that is not.</summary>
    public EarlyExams? Early { get; init; }

    /// <summary>How it does at each line between two levels; null for a question without levels.</summary>
    public LevelExam? Levels { get; init; }

    /// <summary>Whether inputs stand for groups that no model may look at.</summary>
    public IReadOnlyList<ProxyTest> Proxies { get; init; } = [];

    /// <summary>How far tonight's students differ from those learned from, the largest difference first.</summary>
    public IReadOnlyList<InputDrift> Drift { get; init; } = [];

    /// <summary>Schools whose students are not scored tonight, since their attendance is too old.</summary>
    public IReadOnlyList<WithheldSchool> Withheld { get; init; } = [];

    /// <summary>Two people's decision to show it though a gate was not passed; null without one.</summary>
    public CardOverride? Override { get; init; }

    /// <summary>The day after which its chances are too old to be shown.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>What is said of those for whom it came true: "had trouble in the rest of the year".</summary>
    public string? CameTrueWords { get; init; }

    /// <summary>How the night ended for it, in a sentence.</summary>
    public string? Message { get; init; }

    /// <summary>False where there was nothing to learn from or test on: then the card only says why.</summary>
    public bool WasTested => Rows > 0;

    /// <summary>The card of a model that could not be asked or tested.</summary>
    public static ModelCard Refused(Model model, DateOnly asOf, string message)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new ModelCard
        {
            Model = model.Name, Title = model.Title, Question = model.Question, Outcome = model.Outcome, CameTrueWords = model.CameTrueWords, AsOf = asOf, Message = message, Cohorts = [],
            Rows = 0, Positives = 0, Auc = 0, RuleAuc = 0, Rule = "", AveragePrecision = 0, Brier = 0, CalibrationError = 0, CalibrationBins = [], Groups = [],
            PrecisionAtK = new Dictionary<string, double>(), RulePrecisionAtK = new Dictionary<string, double>(),
            Inputs = [.. model.Inputs.Select(i => new CardInput(i.Name, 0))], NeverInputs = [], Limits = model.Limits, Gates = [], Version = "", Seed = 0,
        };
    }

    /// <summary>True when every gate was passed.</summary>
    public bool PassesGates => Gates.Count > 0 && Gates.All(g => g.Passed);

    /// <summary>Only a published model's chances are shown to anyone.</summary>
    public bool IsPublished => PassesGates || (Override is not null && Gates.Count > 0 && Gates.All(g => g.Passed || g.MayBeOverridden));

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

/// <summary>From where to where a figure lies in nineteen of twenty such samples.</summary>
public sealed record CardRange(double Low, double High);

/// <summary>A school whose students are not scored, since its attendance is too old.</summary>
/// <param name="SchoolKey">The school, by the warehouse's key.</param>
/// <param name="School">Its name.</param>
/// <param name="Through">The last day that it handed in; null where it handed in none.</param>
/// <param name="Students">How many students are not scored.</param>
public sealed record WithheldSchool(int SchoolKey, string? School, DateOnly? Through, int Students);

/// <summary>Two people's decision to show a model though a gate was not passed.</summary>
/// <param name="AskedBy">Who asked for it.</param>
/// <param name="AgreedBy">Who agreed: somebody else.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">The last day on which it holds.</param>
public sealed record CardOverride(string AskedBy, string AgreedBy, string Reason, DateOnly Until);
