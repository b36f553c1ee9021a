using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators.Mastery;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Sections;

/// <summary>One student and one standard of a class; without evidence there is no mastery to show.</summary>
/// <param name="Mastery">What the night says; null without any evidence.</param>
/// <param name="Points">Of a hundred, by the rule that is looked at.</param>
/// <param name="State">By the same.</param>
public sealed record StandardCell(StudentStandard? Mastery, decimal? Points, MasteryState State);

/// <summary>One standard of a class, with how many of its students have mastered it.</summary>
public sealed record StandardColumn(string Source, string Standard, int Works, int Mastered, int Assessed);

/// <summary>The students of a class and the standards that its work shows: what each has mastered, by the rule in force or another.</summary>
public sealed class StandardsModel(Standing standing, RecordStore records) : DeskPage
{
    public SeenSection Section { get; private set; } = null!;
    public IReadOnlyList<StandardColumn> Columns { get; private set; } = [];
    public IReadOnlyList<(SeenStudent Student, IReadOnlyList<StandardCell> Cells)> Lines { get; private set; } = [];
    public MasteryRule Rule { get; private set; } = MasteryRule.All[0];
    public MasteryLine Line { get; private set; } = new();
    public Standing Standing => standing;

    public string Heading => Columns.Count == 0 ? $"{Section.Name}: no work shows a standard yet"
        : Columns.Where(c => c.Assessed > 0).OrderBy(c => (double)c.Mastered / c.Assessed).ThenBy(c => c.Standard, StringComparer.Ordinal).FirstOrDefault() is not { } hardest ? $"{Section.Name}: too little evidence yet"
        : hardest.Mastered == hardest.Assessed ? $"{Section.Name}: every standard is mastered by all who were assessed"
        : $"{Section.Name}: fewest have mastered {hardest.Standard}, {Words.Count(hardest.Mastered)} of {Words.Count(hardest.Assessed)}";

    public IActionResult OnGet(int key, string? rule)
    {
        if (Desk.Reader.Ask(SeenSection.Of(key)) is not [var section] || (rule is not null && MasteryRule.Called(rule) is null))
            return NotFound();
        var own = DistrictRules.Of(records, Desk.Person.District).Mastery;
        (Section, Rule, Line) = (section, MasteryRule.Called(rule ?? "") ?? own.InForce, own.Line);
        var told = Desk.Reader.Ask(StudentStandard.In(key, Desk.Year)).ToDictionary(m => (m.StudentKey, m.Source, m.Standard));
        var standards = Desk.Reader.Ask(SectionStandard.Of(key)).OrderBy(s => s.Source, StringComparer.Ordinal).ThenBy(s => s.Standard, StringComparer.Ordinal).ToList();
        Lines =
        [
            .. Desk.Reader.Ask(SeenStudent.In(key)).OrderBy(s => s.SortName, StringComparer.Ordinal)
                .Select(s => (s, (IReadOnlyList<StandardCell>)[.. standards.Select(d => Cell(told.GetValueOrDefault((s.StudentKey, d.Source, d.Standard))))])),
        ];
        Columns = [.. standards.Select((s, i) => new StandardColumn(s.Source, s.Standard, s.Works, Lines.Count(l => l.Cells[i].State == MasteryState.Mastered), Lines.Count(l => l.Cells[i].State != MasteryState.NotYetAssessed)))];
        Desk.Audit("look at standards", "section " + key.ToString(CultureInfo.InvariantCulture));
        return Page();
    }

    StandardCell Cell(StudentStandard? mastery)
    {
        if (mastery is null)
            return new StandardCell(null, null, MasteryState.NotYetAssessed);
        var points = mastery.By(Rule.Name);
        return new StandardCell(mastery, points, Line.Of(points / 100, mastery.Evidence));
    }
}
