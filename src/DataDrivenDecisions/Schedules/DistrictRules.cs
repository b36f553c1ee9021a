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

    /// <summary>Every version of every rule, the newest first, in words.</summary>
    public IEnumerable<(string Kind, KeptRule Version, string Words)> History => AbcVersions.Select(v => (RuleBook.Abc, v, v.Content is null ? "Early warning: the usual thresholds again" : "Early warning: " + Of(OwnThresholds.Read(v.Content).Preset(v.Version))))
        .Concat(MasteryVersions.Select(v => (RuleBook.Mastery, v, v.Content is null ? "Mastery: the usual rule again" : "Mastery: " + Of(OwnMasteryOf(v.Content))))).OrderByDescending(h => h.v.At);

    /// <summary>The early-warning thresholds in force, in words.</summary>
    public string AbcWords => Of(Own?.Preset(AbcVersions[^1].Version) ?? AbcPreset.Default);

    /// <summary>The rule of mastery in force, in words.</summary>
    public string MasteryWords => Of(Mastery);

    /// <summary>Keeps a rule from now on, as a new version, where it says something else than what is in force.</summary>
    /// <param name="records">Where it is kept.</param>
    /// <param name="district">Whose it is.</param>
    /// <param name="kind">Early warning or mastery.</param>
    /// <param name="content">The rule as it is kept; null brings back what is usual.</param>
    /// <param name="by">Who sets it.</param>
    /// <returns>False where nothing was to be changed.</returns>
    public bool Keep(RecordStore records, string district, string kind, string? content, string by)
    {
        ArgumentNullException.ThrowIfNull(records);
        var inForce = kind == RuleBook.Abc ? Own?.Write() : OwnMastery?.Write();
        if (inForce == content)
            return false;
        records.Rules.Keep(district, kind, content, by);
        return true;
    }

    static string Of(AbcPreset preset) => $"{preset.Name}: {preset.Words.Attendance}; {preset.Words.Behavior}; {preset.Words.Course}";

    static string Of(OwnMastery own) => FormattableString.Invariant($"{own.InForce.Title.ToLowerInvariant()}, mastered from {own.MasteredPercent} of 100, of {own.FewestScores} {(own.FewestScores == 1 ? "score" : "scores")} or more");

    static OwnMastery OwnMasteryOf(string content) => DataDrivenDecisions.Indicators.Mastery.OwnMastery.Read(content);

    /// <summary>The indicator of a name by the preset in force, or null.</summary>
    public Indicator? Named(string name) => Indicators.FirstOrDefault(i => string.Equals(i.Name, name, StringComparison.Ordinal));

    /// <summary>The rules of a district.</summary>
    public static DistrictRules Of(RecordStore records, string district)
    {
        ArgumentNullException.ThrowIfNull(records);
        return new DistrictRules(records.Rules.Of(district, RuleBook.Abc), records.Rules.Of(district, RuleBook.Mastery));
    }
}
