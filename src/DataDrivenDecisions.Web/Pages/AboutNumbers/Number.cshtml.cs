using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.AboutNumbers;

/// <summary>One number: its question, how it is made, its presets, and its examples worked through.</summary>
public sealed class NumberModel(Standing standing, RecordStore records) : DeskPage
{
    const int MostShown = 10;

    public Definition Definition { get; private set; } = null!;

    /// <summary>The preset in force, or null for a number that judges nobody.</summary>
    public string? Preset => (Definition as Indicator)?.Preset;

    /// <summary>Students of whom the number is a concern today, whom the viewer may see; their names open the rows behind it.</summary>
    public IReadOnlyList<(SeenStudent Student, VerdictOnDay Verdict)> Concerned { get; private set; } = [];

    /// <summary>How many there are in all.</summary>
    public int ConcernedCount { get; private set; }

    /// <summary>The number school by school or class by class, for those who see the whole district.</summary>
    public IReadOnlyList<SchoolWide> SchoolWide { get; private set; } = [];

    /// <summary>The number group by group, for those who see the whole district.</summary>
    public IReadOnlyList<GroupStanding> Groups { get; private set; } = [];

    /// <summary>Students whom somebody should look after before the number is final.</summary>
    public IReadOnlyList<(SeenStudent Student, CohortGraduation.Leaver Leaver)> Open { get; private set; } = [];

    /// <summary>True when the viewer may set the district's own thresholds of this number.</summary>
    public bool MaySetRules => Definition is IJudgesByOwn && Desk.KeepsRules;

    /// <summary>True when the viewer may compare presets over the students in sight.</summary>
    public bool HasLab => Desk.AnswersForData && DefinitionLab.Comparable.Any(i => i.Name == Definition.Name);

    public IActionResult OnGet(string name)
    {
        if (Indicators.Definition.Every.FirstOrDefault(d => string.Equals(d.Name, name, StringComparison.Ordinal)) is not { } definition)
            return NotFound();
        Definition = DistrictRules.Of(records, Desk.Person.District).Named(name) ?? definition;
        if (Desk.CoversDistrict)
            Tell(definition);
        if (definition is Indicator && Desk.Person.Role != Role.Family && standing.Latest is { } night)
            Find(name, night);
        return Page();
    }

    void Tell(Definition definition)
    {
        SchoolWide = Indicators.SchoolWide.Tell(definition, Desk.Reader, Desk.Year, Desk.Today);
        var open = SchoolWide.SelectMany(s => s.Open).GroupBy(l => l.StudentKey).ToDictionary(g => g.Key, g => g.First());
        if (open.Count > 0)
            Open = [.. Desk.Reader.Ask(SeenStudent.All).Where(s => open.ContainsKey(s.StudentKey)).Select(s => (s, open[s.StudentKey])).OrderByDescending(o => o.Item2.Class.Ends).ThenBy(o => o.s.SortName, StringComparer.Ordinal)];
        if (standing.Latest is { } night)
            Groups = GroupStanding.Tell(definition, Desk.Reader, Desk.Year, night);
        if (SchoolWide.Count > 0 || Groups.Count > 0)
            Desk.Audit("look at number", definition.Name);
    }

    void Find(string name, DateOnly night)
    {
        var students = Desk.Reader.Ask(SeenStudent.All).Where(s => s.IsEnrolled == 1).ToDictionary(s => s.StudentKey);
        var concerned = Desk.Reader.Ask(VerdictOnDay.On(night)).Where(v => v.Indicator == name && v.IsConcern && students.ContainsKey(v.StudentKey)).ToList();
        ConcernedCount = concerned.Count;
        Concerned = [.. concerned.Select(v => (students[v.StudentKey], v)).OrderBy(c => c.Item1.SortName, StringComparer.Ordinal).Take(MostShown)];
    }
}
