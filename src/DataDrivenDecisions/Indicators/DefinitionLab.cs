using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>One number told by each of its presets over the same students: how its rate moves with the definition, and for whom the verdict flips.</summary>
public sealed record DefinitionLab
{
    public required Indicator Indicator { get; init; }
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>Students of whom not all presets say the same, most different first.</summary>
    public required IReadOnlyList<Flip> Flips { get; init; }

    /// <summary>Students who were asked about.</summary>
    public required GroupSize Students { get; init; }

    /// <summary>What one preset says of them all.</summary>
    /// <param name="Preset">The preset.</param>
    /// <param name="Concern">Students at concern, of those who could be judged.</param>
    /// <param name="Watch">Students worth a look, of those who could be judged.</param>
    /// <param name="NotJudged">Students of whom it says nothing: too soon, or no data.</param>
    public sealed record Column(Preset Preset, Rate Concern, Rate Watch, int NotJudged);

    /// <summary>One student whose verdict depends on the preset.</summary>
    public sealed record Flip(int StudentKey, IReadOnlyList<Finding> Findings)
    {
        /// <summary>True when one preset has a concern and another has not.</summary>
        public bool IsOfConcern => Findings.Any(f => f.Verdict == Verdict.Concern) && Findings.Any(f => f.Verdict != Verdict.Concern);
    }

    /// <summary>The lowest and the highest rate of concern among the presets, with their names.</summary>
    public (Column Low, Column High)? Range
    {
        get
        {
            Column[] judged = [.. Columns.Where(c => c.Concern.HasValue)];
            return judged.Length == 0 ? null : (judged.MinBy(c => c.Concern)!, judged.MaxBy(c => c.Concern)!);
        }
    }

    /// <summary>Indicators of which there is more than one preset.</summary>
    public static IReadOnlyList<Indicator> Comparable { get; } = [.. Indicator.All.Where(i => i.Presets.Count > 1)];

    /// <summary>Tells the number of everyone it is asked of, by every preset. Pure, as judging is.</summary>
    public static DefinitionLab Compare(Indicator indicator, IEnumerable<StudentYear> students)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        Indicator[] by = [.. indicator.Presets.Select(p => indicator.By(p.Name))];
        (int Key, Finding[] Findings)[] all = [.. students.Where(indicator.IsAskedOf).Select(s => (s.StudentKey, by.Select(i => i.Find(s)).ToArray()))];
        return new DefinitionLab
        {
            Indicator = indicator,
            Students = new GroupSize(all.Length),
            Columns = [.. indicator.Presets.Select((p, i) => Tell(p, [.. all.Select(s => s.Findings[i].Verdict)]))],
            Flips =
            [
                .. all.Where(s => s.Findings.Select(f => f.Verdict).Distinct().Count() > 1).Select(s => new Flip(s.Key, s.Findings))
                    .OrderByDescending(f => f.IsOfConcern).ThenByDescending(f => f.Findings.Count(x => x.Verdict == Verdict.Concern)).ThenBy(f => f.StudentKey),
            ],
        };
    }

    static Column Tell(Preset preset, Verdict[] verdicts)
    {
        var judged = verdicts.Count(v => v is Verdict.Fine or Verdict.Watch or Verdict.Concern);
        return new Column(preset, Rate.Of(verdicts.Count(v => v == Verdict.Concern), judged), Rate.Of(verdicts.Count(v => v == Verdict.Watch), judged), verdicts.Length - judged);
    }
}
