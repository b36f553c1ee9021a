using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Indicators.Mastery;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Schedules;

/// <summary>By which rules a district has its students judged: the usual ones, or its own where it has set them.</summary>
public sealed class DistrictRules
{
    DistrictRules(IReadOnlyList<KeptRule> abc, IReadOnlyList<KeptRule> mastery)
    {
        (AbcVersions, MasteryVersions) = (abc, mastery);
        AbcPreset[] own = [.. abc.Where(v => v.Content is not null).Select(v => OwnThresholds.Read(v.Content!).Preset(v.Version)).Reverse()];
        Own = abc is [.., { Content: { } thresholds }] ? OwnThresholds.Read(thresholds) : null;
        Indicators = own.Length == 0 ? Indicator.All : [.. Indicator.All.Select(i => i is IJudgesByOwn flag ? flag.ByOwn(own, Own is not null) : i)];
        OwnMastery = mastery is [.., { Content: { } rule }] ? DataDrivenDecisions.Indicators.Mastery.OwnMastery.Read(rule) : null;
    }

    /// <summary>Every version of the early-warning thresholds and of the rule of mastery, the oldest first.</summary>
    public IReadOnlyList<KeptRule> AbcVersions { get; }
    public IReadOnlyList<KeptRule> MasteryVersions { get; }

    /// <summary>The district's own early-warning thresholds; null where the usual ones are in force.</summary>
    public OwnThresholds? Own { get; }

    /// <summary>The district's own rule of mastery; null where the usual one is in force.</summary>
    public OwnMastery? OwnMastery { get; }

    /// <summary>The rule of mastery in force.</summary>
    public OwnMastery Mastery => OwnMastery ?? new OwnMastery();

    /// <summary>Which version of it, as rows of a night keep it: "1" for the usual one, "1.own-2" for the district's second.</summary>
    public string MasteryVersion(string definition) => OwnMastery is null ? definition : FormattableString.Invariant($"{definition}.own-{MasteryVersions[^1].Version}");

    /// <summary>Every indicator by the presets in force.</summary>
    public IReadOnlyList<Indicator> Indicators { get; }

    /// <summary>The indicator of a name by the preset in force, or null.</summary>
    public Indicator? Named(string name) => Indicators.FirstOrDefault(i => string.Equals(i.Name, name, StringComparison.Ordinal));

    /// <summary>The rules of a district.</summary>
    public static DistrictRules Of(RecordStore records, string district)
    {
        ArgumentNullException.ThrowIfNull(records);
        return new DistrictRules(records.Rules.Of(district, RuleBook.Abc), records.Rules.Of(district, RuleBook.Mastery));
    }
}
