using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Students;

/// <summary>Why one number of one student is what it is: the sentence, the definition, the rows that count and those left out, down to file and line.</summary>
public sealed class WhyModel(Standing standing, RecordStore records) : DeskPage
{
    const int MostSources = 3;

    public SeenStudent Student { get; private set; } = null!;
    public Explanation Explanation { get; private set; } = null!;

    /// <summary>What the night said of the same number; null before the first analysis, and for another preset than the night's.</summary>
    public VerdictOnDay? Night { get; private set; }

    public Standing Standing => standing;

    public Indicator Indicator => Explanation.Indicator;

    /// <summary>Rows that say something of their own, those that add to the number first; days of which nobody sent anything are told apart.</summary>
    public IReadOnlyList<LookedAt> Telling => [.. Explanation.Counted.Where(r => !r.IsPlain).OrderBy(r => r.Part == 0)];

    public IReadOnlyList<LookedAt> Plain => [.. Explanation.Counted.Where(r => r.IsPlain)];

    /// <summary>Rows that arrived since the night have changed the number.</summary>
    public bool HasMoved => Night is { } night && (night.Verdict != VerdictCode.Of(Explanation.Finding.Verdict) || night.Part != Explanation.Finding.Part || night.Whole != Explanation.Finding.Whole);

    public IActionResult OnGet(int key, string name, string? preset)
    {
        if (Desk.Reader.Ask(SeenStudent.Of(key)) is not [var student] || DistrictRules.Of(records, Desk.Person.District).Named(name) is not { } indicator)
            return NotFound();
        var asOf = standing.Latest ?? Desk.Today;
        var verdicts = Desk.Reader.Ask(VerdictOnDay.Of(key, asOf));
        Night = verdicts.FirstOrDefault(v => v.Indicator == name);
        var chosen = preset ?? Night?.Preset;
        if (preset is not null && !indicator.Has(preset))
            return NotFound();
        indicator = chosen is not null && indicator.Has(chosen) ? indicator.By(chosen) : indicator;
        if (StudentRows.Gather(Desk.Reader, key, SchoolYear.Of(asOf), asOf, Explanation.IncidentsAreSent(verdicts)) is not { } rows)
            return NotFound();
        (Student, Explanation) = (student, Explanation.Of(indicator, rows));
        if (Night?.Preset != indicator.Preset)
            Night = null;
        Desk.Audit("open a number", string.Create(CultureInfo.InvariantCulture, $"student {key} {name}"));
        return Page();
    }

    /// <summary>"Absence.csv, line 12", with at most three of several.</summary>
    public static string From(LookedAt row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Sources.Count == 0 ? "–"
            : string.Join("; ", row.Sources.GroupBy(s => s.File).Select(g => $"{g.Key}, {(g.Count() == 1 ? "line" : "lines")} {string.Join(", ", g.Take(MostSources).Select(s => Words.Count(s.Line)))}{(g.Count() > MostSources ? $" and {g.Count() - MostSources} more" : "")}"));
    }

    /// <summary>The title of the number that a row stands for.</summary>
    public static string TitleOf(string name) => Indicator.Named(name)?.Title ?? name;

    /// <summary>"1 day", "0.5 credits": what a row adds.</summary>
    public static string Adds(LookedAt row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Whole == 0 ? Words.Days(row.Part) : $"{Words.Days(row.Part)} of {Words.Days(row.Whole)}";
    }
}
