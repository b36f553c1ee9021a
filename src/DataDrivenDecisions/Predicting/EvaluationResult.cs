namespace DataDrivenDecisions.Predicting;

/// <summary>What <c>ddd evaluate</c> is asked.</summary>
public sealed record EvaluationOptions
{
    /// <summary>A column with two values, or a comparison such as "G3&lt;10".</summary>
    public required string Outcome { get; init; }

    /// <summary>Columns that may not be inputs.</summary>
    public IReadOnlyList<string> Drop { get; init; } = [];

    /// <summary>The column whose values are compared; it is not an input.</summary>
    public string? Group { get; init; }

    /// <summary>The column that says when: the later part is tested by what the earlier part teaches; it is not an input.</summary>
    public string? Time { get; init; }

    public int Seed { get; init; } = 1;
}

/// <summary>How well the outcome of a table can be foretold, measured only on rows that were not learned from.</summary>
public sealed record EvaluationResult
{
    /// <summary>The outcome in words: "G3 &lt; 10".</summary>
    public required string Outcome { get; init; }

    /// <summary>Rows with a known outcome.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows that were tested: all of them with folds, the later part with a time column.</summary>
    public required int Tested { get; init; }

    /// <summary>For how many of <see cref="Rows"/> it came true.</summary>
    public required int Positives { get; init; }

    public required double Auc { get; init; }
    public required double AveragePrecision { get; init; }
    public required double Brier { get; init; }
    public required double CalibrationError { get; init; }
    public required IReadOnlyDictionary<string, double> PrecisionAtK { get; init; }
    public required EvaluationBaseline Baseline { get; init; }
    public required IReadOnlyList<GroupComparison> Groups { get; init; }

    /// <summary>Which rows were tested by what: "10 folds × 3 seeds, stratified, out of fold".</summary>
    public required string Validation { get; init; }

    public required IReadOnlyList<Gate> Gates { get; init; }
    public bool PassesGates => Gates.All(g => g.Passed);

    /// <summary>The columns that were learned from.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }
    public required double Seconds { get; init; }
}

/// <summary>What one gets without a model: everyone's chance alike, and the one input that tells most by itself.</summary>
public sealed record EvaluationBaseline(double BaseRate, string? BestInput, double Auc);
