using DataDrivenDecisions.Charts;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Reports.Sections;

/// <summary>Test scores, each with how sure the test is of it, and whether the change is more than chance.</summary>
public sealed class Assessments : Section
{
    const int MostTests = 2, MostScores = 5;

    public override Markup Html(Sheet sheet) => Markup.Each(sheet.File.Tests.Take(MostTests).Select((t, i) => (Test: t, Id: $"test-{i + 1}")), t => One(sheet, t.Test, t.Id));

    static Markup One(Sheet sheet, TestSeries test, string id)
    {
        var (w, file) = (sheet.Words, sheet.File);
        var (last, points) = (test.Last, Math.Round(test.Last.ScorePoints!.Value));
        var finding = last.StandardErrorPoints is { } error
            ? w["tests.sure", file.FirstName, points, w.ShortDate(last.TestDate), Math.Round(last.ScorePoints!.Value - error), Math.Round(last.ScorePoints!.Value + error)]
            : w["tests.said", file.FirstName, points, w.ShortDate(last.TestDate)];
        var standing = test.Gain is null ? "first" : !test.IsSure ? "unsure" : test.HasGrown ? "grown" : test.HasFallen ? "fallen" : "same";
        var meaning = test.Gain is { } gain
            ? w["tests.means." + standing + (test.IsSure ? "" : gain < 0 ? ".less" : ".more"), w.Number(Math.Abs(Math.Round(gain))), w.ShortDate(test.Earlier!.TestDate), w.Number(Math.Round(test.GainError ?? 0))]
            : w["tests.means.first"];
        if (last.PercentileRank is >= 1 and <= 99)
            meaning += " " + w["tests.rank", Math.Round(last.PercentileRank.Value)];
        var subject = w.Known("subject", test.Subject);
        return Topic(id, subject, finding, Picture(sheet, test, finding), Steps(sheet, meaning, w["tests.home." + standing, subject], w["tests.ask." + standing, subject]));
    }

    static Markup Picture(Sheet sheet, TestSeries test, string alt) => Markup.Of($"""
        <p class="key">{sheet.Words["tests.caption", test.Assessment, Math.Min(test.Scores.Count, MostScores)]}</p>
        {Pictures.Scores([.. test.Scores.TakeLast(MostScores)], alt)}
        <ol class="sittings">{Markup.Each(test.Scores.TakeLast(MostScores), s => Markup.Of($"<li>{s.TestDate.ToString("MMM yy", sheet.Words.Culture)}</li>"))}</ol>
        """);
}
