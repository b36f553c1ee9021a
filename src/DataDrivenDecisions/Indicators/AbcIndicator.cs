namespace DataDrivenDecisions.Indicators;

/// <summary>An indicator that can be judged by a district's own early-warning thresholds.</summary>
public interface IJudgesByOwn
{
    /// <summary>The same indicator by the newest of a district's own thresholds, with the older ones still to choose from.</summary>
    /// <param name="own">The versions, the newest first; at least one.</param>
    /// <param name="isInForce">False where the district has gone back to what is usual, and its own are only kept for what nights have said.</param>
    Indicator ByOwn(IReadOnlyList<AbcPreset> own, bool isInForce);
}

/// <summary>What the three early-warning flags and their count have in common: the preset they are judged by.</summary>
/// <param name="preset">The thresholds in force.</param>
/// <param name="own">The district's own, the newest first; none where it has set none.</param>
public abstract class AbcIndicator<TEvidence>(AbcPreset preset, IReadOnlyList<AbcPreset> own) : Indicator<TEvidence>, IJudgesByOwn
    where TEvidence : class
{
    // Older thresholds can still be chosen by name; a list of all of them would hide the others.
    const int OwnShown = 2;

    /// <summary>The thresholds in force.</summary>
    protected AbcPreset Thresholds { get; } = preset;

    public override string Preset => Thresholds.Name;
    public override string Source => Thresholds.Source;

    public override IReadOnlyList<Preset> Presets =>
    [
        .. own.Where((p, place) => place < OwnShown || p == Thresholds).Concat(AbcPreset.All).OrderBy(p => p == Thresholds ? 0 : 1).Select(p => new Preset(p.Name, Words(p), p.Source)),
    ];

    public sealed override bool Has(string preset) => base.Has(preset) || own.Any(p => string.Equals(p.Name, preset, StringComparison.OrdinalIgnoreCase));

    public sealed override Indicator By(string preset) => With(Choose([.. own, .. AbcPreset.All], preset, p => p.Name), own);

    public Indicator ByOwn(IReadOnlyList<AbcPreset> own, bool isInForce)
    {
        ArgumentNullException.ThrowIfNull(own);
        return With(isInForce ? own[0] : Thresholds, own);
    }

    /// <summary>This flag's threshold in a preset, in words.</summary>
    protected abstract string Words(AbcPreset preset);

    /// <summary>The same flag by other thresholds.</summary>
    protected abstract Indicator With(AbcPreset preset, IReadOnlyList<AbcPreset> own);
}
