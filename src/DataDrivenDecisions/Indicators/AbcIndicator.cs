namespace DataDrivenDecisions.Indicators;

/// <summary>What the three early-warning flags and their count have in common: the preset they are judged by.</summary>
public abstract class AbcIndicator<TEvidence>(AbcPreset preset) : Indicator<TEvidence>
    where TEvidence : class
{
    /// <summary>The thresholds in force.</summary>
    protected AbcPreset Thresholds { get; } = preset;

    public override string Preset => Thresholds.Name;
    public override string Source => Thresholds.Source;
    public override IReadOnlyList<Preset> Presets => [.. AbcPreset.All.Select(p => new Preset(p.Name, Words(p), p.Source))];

    /// <summary>This flag's threshold in a preset, in words.</summary>
    protected abstract string Words(AbcPreset preset);

    /// <summary>The preset of that name.</summary>
    protected static AbcPreset PresetNamed(string name) => Choose(AbcPreset.All, name, p => p.Name);
}
