using System.Globalization;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>A model's card as it is read on a terminal: the same sections as on its page.</summary>
static class CardWords
{
    /// <summary>Writes the card; of one that was never tested, why not.</summary>
    /// <param name="words">Where to.</param>
    /// <param name="card">The card, as its night made it.</param>
    /// <param name="asked">What stands asked for or decided now, which may be newer than the card.</param>
    public static void Write(TextWriter words, ModelCard card, ModelOverride? asked)
    {
        words.WriteLine($"{card.Title}: {card.Question}");
        words.WriteLine($"It comes true when: {card.Outcome}");
        foreach (var line in new[] { card.Message, card.Drawn, card.LearnedBy is { } by ? $"Learned by {by}." : null })
            if (line is not null)
                words.WriteLine(line);
        if (card.WasTested)
            Exam(words, card);
        foreach (var limit in card.Limits)
            words.WriteLine($"Limit: {limit}");
        Standing(words, card, asked);
    }

    static void Exam(TextWriter words, ModelCard card)
    {
        Part(words, "Years", ["year", "as of", "use", $"{card.CaseWord}s", "came true", "left out: too little seen afterwards"],
            card.Cohorts.Select(c => new[] { c.Year, Words.Of(c.AsOf), c.Use, Words.Of(c.Rows), Words.Of(c.Positives), Words.Of(c.Unlabeled) }));
        Part(words, "Gates", ["gate", "result", "measured"], card.Gates.Select(g => new[] { g.Name, g.Passed ? "passed" : "NOT PASSED", g.Words }));
        Part(words, "How well it ranks, on the tested year", ["figure", "value", "in nineteen of twenty such years"],
        [
            ["AUC", Three(card.Auc), Range(card.AucRange)], [$"AUC of {card.Rule}", Three(card.RuleAuc), card.GainRange is null ? "" : $"the model is better by {Range(card.GainRange)}"],
            ["average precision", Three(card.AveragePrecision), ""], ["Brier score", Three(card.Brier), ""], ["calibration error", Three(card.CalibrationError), ""],
        ]);
        Part(words, "Chance said and what came", ["chance said", $"{card.CaseWord}s", "came true", "share"],
            card.CalibrationBins.Select(b => new[] { Share(b.Predicted), Words.Of(b.Students), Words.Of(b.CameTrue), Share((double)b.CameTrue / b.Students) }));
        Part(words, "What a list would have found", ["on the list", "came true", "of the list", "of all", "the rule's list", "whole grades of schools"],
            card.Lists.Select(l => new[] { Words.Of(l.Length), Words.Of(l.Hits), Share(l.Precision), Share(l.Recall), Words.Of(l.RuleHits), l.SchoolHits.ToString("0", CultureInfo.InvariantCulture) }));
        Part(words, "Groups, only looked at", ["group", "n", "came true", "AUC", "false alarms", "against all others", "misses", "against all others"], card.Groups.Select(Group));
        Part(words, "Do inputs stand for groups?", ["group", "nearest input", "tells it, AUC", "the chance itself, AUC"], card.Proxies.Select(p => new[] { $"{p.Column}: {p.Value}", p.Input, Three(p.Auc), Three(p.ChanceAuc) }));
        Part(words, "Is this year like the past?", ["input", "stability index", "not known then", "not known now", ""],
            card.Drift.Select(d => new[] { d.Input, Three(d.Psi), Share(d.MissingThen), Share(d.MissingNow), d.IsMuch ? "look closer" : "" }));
        Part(words, "What it looks at", ["input", "mean weight in the log-odds"], card.Inputs.Select(i => new[] { i.Name, Three(i.MeanContribution) }));
        words.WriteLine($"It never looks at {string.Join(", ", card.NeverInputs)}.");
    }

    static string[] Group(GroupComparison g) => [$"{g.Column}: {g.Value}", Words.Of(g.N), Words.Of(g.Positives), g.Auc is { } auc ? Three(auc) : "", .. Gap(g, g.Fpr, g.FalseAlarmGap), .. Gap(g, g.Fnr, g.MissGap)];

    static string[] Gap(GroupComparison group, double? rate, RateGap? gap) => !group.IsJudged ? ["too few to judge", ""]
        : [rate is { } share ? Share(share) : "", gap is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{100 * gap.Gap:+0.0;-0.0} points ({100 * gap.Low:+0.0;-0.0} to {100 * gap.High:+0.0;-0.0})")];

    static void Standing(TextWriter words, ModelCard card, ModelOverride? asked)
    {
        foreach (var school in card.Withheld)
            words.WriteLine($"Withheld: {Words.Of(school.Students)} students of {school.School ?? "a school without a name"}, whose attendance ends {(school.Through is { } day ? $"on {Words.Of(day)}" : "before it began")}.");
        if (card.Override is { } decided)
            words.WriteLine($"Shown by decision of two: {decided.AskedBy} asked, {decided.AgreedBy} agreed, until {Words.Of(decided.Until)}. Reason: {decided.Reason}");
        else if (card.WasTested)
            words.WriteLine(card.PassesGates ? "Shown since it passed every gate; nobody had to decide." : $"Not shown: a gate was not passed, and {Decided(asked)}.");
        if (card.Expires is { } last)
            words.WriteLine($"{(card.IsPublished ? "Shown" : "The card holds")} until {Words.Of(last)} at most. Version {card.Version}, seed {Words.Of(card.Seed)}.");
    }

    static string Decided(ModelOverride? asked) => asked switch
    {
        null => "nobody has decided otherwise",
        { AgreedBy: { } by } => $"{asked.AskedBy} and {by} have decided otherwise since, which holds from the next analysis on. Reason: {asked.Reason.TrimEnd('.')}",
        _ => $"{asked.AskedBy} has asked that it be shown, to which somebody else must agree. Reason: {asked.Reason.TrimEnd('.')}",
    };

    static void Part(TextWriter words, string title, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        words.WriteLine();
        words.WriteLine(title);
        Words.Table(words, head, rows);
    }

    static string Range(CardRange? range) => range is null ? "" : $"{Three(range.Low)} to {Three(range.High)}";

    static string Three(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    static string Share(double value) => (100 * value).ToString("0.0", CultureInfo.InvariantCulture) + "%";
}
