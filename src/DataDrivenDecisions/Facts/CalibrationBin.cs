using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>Students of a later cohort to whom a model gave about the same chance, and how many of them it came true for.</summary>
public sealed record CalibrationBin
{
    /// <summary>The mean chance that the model gave these students, 0 to 1.</summary>
    public required double Predicted { get; init; }

    public required GroupSize Students { get; init; }

    /// <summary>How many of them it came true for.</summary>
    public required int CameTrue { get; init; }

    public Rate Observed => Rate.Of(CameTrue, Students.Students);
}
