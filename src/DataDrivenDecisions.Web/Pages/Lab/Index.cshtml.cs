using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Lab;

/// <summary>The definition lab: one number by several presets side by side, over the students whom the viewer may see, with those who flip.</summary>
public sealed class IndexModel(Standing standing, RecordStore records) : DeskPage
{
    public const int MostShown = 50;

    public DefinitionLab Lab { get; private set; } = null!;

    /// <summary>The first students who flip, with their names.</summary>
    public IReadOnlyList<(SeenStudent Student, DefinitionLab.Flip Flip)> Flips { get; private set; } = [];

    /// <summary>The preset by which the night judges.</summary>
    public string InForce { get; private set; } = "";

    public Standing Standing => standing;

    public DateOnly AsOf { get; private set; }

    public string Heading => Lab.Range is not var (low, high) ? $"{Lab.Indicator.Title}: nobody can be judged yet"
        : low.Concern.CompareTo(high.Concern) == 0 ? $"{Lab.Indicator.Title} is {Words.PercentSign(low.Concern)} by every preset"
        : $"{Lab.Indicator.Title} is {Words.PercentSign(low.Concern)} by {low.Preset.Name} and {Words.PercentSign(high.Concern)} by {high.Preset.Name}";

    public IActionResult OnGet(string name = "chronic-absence")
    {
        if (DefinitionLab.Comparable.All(i => i.Name != name) || DistrictRules.Of(records, Desk.Person.District).Named(name) is not { } indicator)
            return NotFound();
        AsOf = standing.Latest ?? Desk.Today;
        var students = Desk.Reader.Ask(SeenStudent.All).Where(s => s.IsEnrolled == 1).ToDictionary(s => s.StudentKey);
        var years = StudentYear.Gather(Desk.Reader, Desk.Year, AsOf).Where(y => students.ContainsKey(y.StudentKey));
        Lab = DefinitionLab.Compare(indicator, years);
        Flips = [.. Lab.Flips.Take(MostShown).Select(f => (students[f.StudentKey], f))];
        InForce = indicator.Preset;
        Desk.Audit("compare definitions", name);
        return Page();
    }
}
