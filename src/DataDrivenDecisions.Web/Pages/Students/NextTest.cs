using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Web.Hosting;
using DataDrivenDecisions.Web.Pages.Shared;

namespace DataDrivenDecisions.Web.Pages.Students;

/// <summary>The levels of a student's next test in a subject with their chances: by a model that passed its gates, else by what came of those with the same last level.</summary>
/// <param name="Model">The model of the subject.</param>
/// <param name="Test">"MAP Growth Mathematics".</param>
/// <param name="Last">Her last result with a level.</param>
/// <param name="Levels">The lowest first.</param>
/// <param name="Reasons">The model's reasons; none where it is not shown.</param>
/// <param name="IsEstimated">True by the model; false by the last level alone.</param>
public sealed record NextTest(NextLevel Model, string Test, StudentScore Last, IReadOnlyList<ChanceLevel> Levels, IReadOnlyList<RiskReason> Reasons, bool IsEstimated)
{
    /// <summary>The likeliest level.</summary>
    public ChanceLevel Likeliest => Levels.MaxBy(l => l.Chance)!;

    /// <summary>The chance of any level below grade level.</summary>
    public double BelowGradeLevel => Levels.Where(l => LevelWords.IsBelow(l.Level) == true).Sum(l => l.Chance.Value);

    /// <summary>What raises the chance of coming out below grade level most.</summary>
    public IEnumerable<RiskReason> Raises => Reasons.Where(r => r.IsReason && r.Contribution > 0).OrderByDescending(r => r.Contribution).Take(3);

    /// <summary>What lowers it most.</summary>
    public IEnumerable<RiskReason> Lowers => Reasons.Where(r => r.IsReason && r.Contribution < 0).OrderBy(r => r.Contribution).Take(2);

    /// <summary>The subjects in which a level is known of her last test.</summary>
    internal static IReadOnlyList<NextTest> Of(IReadOnlyList<StudentScore> scores, IReadOnlyList<RiskOnDay> risks, PublishedCards cards, DateOnly today) =>
        [.. Predicting.Model.All.OfType<NextLevel>().Select(model => One(model, scores, risks.FirstOrDefault(r => r.Model == model.Name), cards.Fresh(model.Name, today), today)).OfType<NextTest>()];

    static NextTest? One(NextLevel model, IReadOnlyList<StudentScore> scores, RiskOnDay? risk, ModelCard? card, DateOnly today)
    {
        var last = scores.Where(s => model.IsAsked(s) && s.TestDate >= today.AddDays(-NextLevel.ResultsReachBackDays)).OrderBy(s => s.TestDate).ThenBy(s => s.Assessment, StringComparer.Ordinal).LastOrDefault();
        if (last is null)
            return null;
        var reasons = RiskReason.Read(risk?.Reasons);
        ChanceLevel[] told = [.. reasons.Where(r => r.IsLevel).Select(r => new ChanceLevel(r.Text, new Probability(r.Then ?? 0)))];
        if (told.Length > 0)
            return new NextTest(model, reasons.FirstOrDefault(r => r.IsTest)?.Text ?? last.Test, last, told, reasons, IsEstimated: true);
        return card?.Levels?.Of(last.Test, last.Level!) is { } before
            ? new NextTest(model, last.Test, last, [.. before.Next.Select(n => new ChanceLevel(n.Level, new Probability((double)n.Students / before.Students)))], [], IsEstimated: false)
            : null;
    }
}
