using System.Text.Json;
using DataDrivenDecisions.Charts;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators;

namespace DataDrivenDecisions.Reports.Sections;

/// <summary>For staff: where the student may need support and why, and what the model says of the rest of the year.</summary>
public sealed class Signs : Section
{
    const int MostReasons = 3;

    public override Markup Html(Sheet sheet)
    {
        if (sheet.IsForFamily)
            return Markup.None;
        var (w, file) = (sheet.Words, sheet.File);
        var signs = file.Verdicts.Where(v => v.Verdict is "concern" or "watch").OrderBy(v => v.IsConcern ? 0 : 1).ToList();
        var finding = file.Verdicts.Count == 0 ? w["signs.unjudged"] : signs.Count == 0 ? w["signs.none"] : w.Count("signs.said", signs.Count(v => v.IsConcern));
        return Markup.Of($"""
            <section class="topic slim" aria-labelledby="signs"><header><h2 id="signs">{w["signs.title"]}</h2><p>{finding}</p></header>
            <ul class="lines">{Markup.Each(signs, v => Markup.Of($"<li class=\"{(v.IsConcern ? "concern" : "watch")}\"><b>{TitleOf(v)}</b> {v.Reason}</li>"))}
            {(file.Risk is { } risk ? Chance(sheet, risk) : Markup.None)}</ul></section>
            """);
    }

    static Markup Chance(Sheet sheet, RiskOnDay risk)
    {
        var w = sheet.Words;
        var reasons = Reasons(risk.Reasons).Take(MostReasons).ToList();
        return Markup.Of($"<li><b>{w["signs.chance", risk.Chance]}</b> {(reasons.Count == 0 ? "" : w["signs.because", string.Join("; ", reasons)])}</li>");
    }

    static string TitleOf(VerdictOnDay verdict) => Indicator.All.FirstOrDefault(i => i.Name == verdict.Indicator)?.Title ?? verdict.Indicator;

    // The stored reasons are sentences with what each added to the log-odds; those that raise the chance most come first.
    static IEnumerable<string> Reasons(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return [];
        using var parsed = JsonDocument.Parse(json);
        return [.. parsed.RootElement.EnumerateArray()
            .Select(r => (Text: r.GetProperty("text").GetString() ?? "", Adds: r.GetProperty("contribution").GetDouble()))
            .Where(r => r.Adds > 0 && r.Text.Length > 0).OrderByDescending(r => r.Adds).Select(r => r.Text)];
    }
}
