using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators.Mastery;
using DataDrivenDecisions.Predicting.Mastery;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Schedules;

/// <summary>Tells every student's mastery of every standard of the school year from the scores that are evidence of it.</summary>
public static class NightlyMastery
{
    /// <summary>The version of the definition, kept with every row.</summary>
    public const string Version = "1";

    const char Between = '\u001f';

    /// <summary>The mastery of a school year up to a day, by the district's rule.</summary>
    public static IReadOnlyList<MasteryOfStudent> Tell(Reader reader, SchoolYear year, DateOnly asOf, DistrictRules rules, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var (line, rule) = (rules.Mastery.Line, rules.Mastery.InForce);
        var outcomes = Shares(reader.Ask(StandardOutcome.In(year, asOf), stop));
        var models = SkillModels.Fit(outcomes, line.IsSuccess, stop);
        return [.. StudentMastery.Of(outcomes, models, line, rule).Select(m => Row(m, year, rule, rules.MasteryVersion(Version)))];
    }

    /// <summary>Scores as shares of their points, in an order that does not depend on how the warehouse found them.</summary>
    static IReadOnlyList<SkillOutcome> Shares(IReadOnlyList<StandardOutcome> outcomes)
    {
        // A standard's own points have no known top: it is the smallest usual scale that holds all of the source's.
        var tops = outcomes.Where(o => o.MostPoints is null).GroupBy(o => o.Source, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => SkillTable.Scale(g.Max(o => o.ScorePoints)), StringComparer.Ordinal);
        return
        [
            .. outcomes.OrderBy(o => o.Day).ThenBy(o => o.EvidenceId, StringComparer.Ordinal).ThenBy(o => o.ScorePoints).Select((o, place) => new SkillOutcome(
                o.StudentKey.ToString(CultureInfo.InvariantCulture), o.Source + Between + o.Standard, o.Day, place,
                Math.Clamp((o.ScorePoints - o.LeastPoints) / ((o.MostPoints ?? tops[o.Source]) - o.LeastPoints), 0, 1))),
        ];
    }

    static MasteryOfStudent Row(StudentMastery m, SchoolYear year, MasteryRule rule, string version)
    {
        var skill = m.Skill.Split(Between);
        return new MasteryOfStudent
        {
            StudentKey = int.Parse(m.Student, CultureInfo.InvariantCulture), Year = year, Source = skill[0], Standard = skill[1], Evidence = m.Outcomes, Newest = m.Newest!.Value,
            Rule = rule.Name, Points = 100 * m.By(rule), State = MasteryLine.Word(m.State), Rules = MasteryRule.All.ToDictionary(r => r.Name, r => 100 * m.By(r), StringComparer.Ordinal),
            Knows = m.Chance?.Knows, Next = m.Chance?.Next, DefinitionVersion = version,
        };
    }
}
