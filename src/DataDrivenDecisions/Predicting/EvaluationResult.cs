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

    /// <summary>The value of the outcome's column that counts as true; several with a bar between. Null where the outcome says it itself.</summary>
    public string? Positive { get; init; }

    /// <summary>How many folds take turns at being tested; null leaves it to the number of rows.</summary>
    public int? Folds { get; init; }

    /// <summary>How many times the rows are dealt out anew; null leaves it to the number of rows.</summary>
    public int? Rounds { get; init; }
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

    /// <summary>For how many of <see cref="Rows"/> it came true; where there are more outcomes than two, how many have another than the commonest.</summary>
    public required int Positives { get; init; }

    public required double Auc { get; init; }
    public required double AveragePrecision { get; init; }
    public required double Brier { get; init; }
    public required double CalibrationError { get; init; }
    public required IReadOnlyDictionary<string, double> PrecisionAtK { get; init; }
    public required EvaluationBaseline Baseline { get; init; }

    /// <summary>The groups compared; where there are more outcomes than two, each of <see cref="Outcomes"/> has its own.</summary>
    public required IReadOnlyList<GroupComparison> Groups { get; init; }

    /// <summary>The outcomes that there are: "no" and "yes" for a comparison, else the values of the column.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Where there are more outcomes than two: each against all others. The figures above are then means over them.</summary>
    public IReadOnlyList<OutcomeMeasure> Outcomes { get; init; } = [];

    /// <summary>Where there are more outcomes than two: the share of the rows whose likeliest outcome came true.</summary>
    public double? ShareRight { get; init; }

    /// <summary>How much each kind of learner had to say in the chances: the mean of its weights over the parts tested; together 1.</summary>
    public required IReadOnlyDictionary<string, double> LearnedBy { get; init; }

    /// <summary>In how many of the parts tested each calibration was chosen.</summary>
    public required IReadOnlyDictionary<string, int> CalibratedBy { get; init; }

    /// <summary>The chance of each tested row, by a model that had not learned from it; the mean over the rounds.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<RowForetold> Foretold { get; init; } = [];

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

/// <summary>How well one outcome of several was told from all others.</summary>
public sealed record OutcomeMeasure(string Value, int Rows, double Auc, double Brier)
{
    /// <summary>The groups compared by this outcome; none where no column was named.</summary>
    public IReadOnlyList<GroupComparison> Groups { get; init; } = [];
}

/// <summary>What was foretold of one row.</summary>
/// <param name="Row">Its place in the file, from 1, the header not counted.</param>
/// <param name="Outcome">What came true, as the file says it.</param>
/// <param name="Chances">The chance of every outcome, in the order of the outcomes; two outcomes: that of the first is one minus that of the second.</param>
public sealed record RowForetold(int Row, string Outcome, IReadOnlyList<double> Chances);
