namespace DataDrivenDecisions.Indicators.Mastery;

/// <summary>Where mastery begins, and how much evidence it takes to say so.</summary>
public sealed record MasteryLine
{
    /// <summary>The share of points from which on a standard counts as mastered. Four fifths is what most mastery grading uses; three of four points is 0.75.</summary>
    public decimal Mastered { get; init; } = 0.8m;

    /// <summary>Pieces of evidence below which nothing is said: one score is a day, not a skill.</summary>
    public int FewestOutcomes { get; init; } = 2;

    /// <summary>A chance of knowing the skill counts as mastered from here on (Corbett and Anderson 1995).</summary>
    public double MasteredChance { get; init; } = 0.95;

    /// <summary>A piece of evidence counts as a success for the models from here on.</summary>
    public bool IsSuccess(decimal share) => share >= Mastered;

    /// <summary>The state by a rule's number.</summary>
    public MasteryState Of(decimal mastery, int outcomes) => outcomes < FewestOutcomes ? MasteryState.NotYetAssessed : mastery >= Mastered ? MasteryState.Mastered : MasteryState.Growing;

    /// <summary>The state by a model's chance that she knows it.</summary>
    public MasteryState Of(double chance, int outcomes) => outcomes < FewestOutcomes ? MasteryState.NotYetAssessed : chance >= MasteredChance ? MasteryState.Mastered : MasteryState.Growing;

    /// <summary>"mastered", "growing" or "not yet assessed".</summary>
    public static string Word(MasteryState state) => state switch
    {
        MasteryState.Mastered => "mastered",
        MasteryState.Growing => "growing",
        _ => "not yet assessed",
    };
}
