namespace DataDrivenDecisions.Predicting;

/// <summary>The chance of each level at the next test in mathematics.</summary>
public sealed class NextLevelMathematics : NextLevel
{
    public override string Name => "next-level-mathematics";
    public override string Subject => "mathematics";
    protected override IReadOnlyList<string> NamedBy => ["math"];
}
