namespace DataDrivenDecisions.Predicting;

/// <summary>The chance of each level at the next test in reading.</summary>
public sealed class NextLevelReading : NextLevel
{
    public override string Name => "next-level-reading";
    public override string Subject => "reading";
    protected override IReadOnlyList<string> NamedBy => ["read", "language", "ela", "english", "literacy"];
}
