using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Sections;

/// <summary>One line of a roster: the student, her days and her newest mark here.</summary>
public sealed record RosterLine(SeenStudent Student, VerdictOnDay? Absence, VerdictOnDay? Flags, StudentMark? Mark, StudentMark? MarkBefore)
{
    public bool IsFlagged => (Flags?.Part ?? 0) > 0;
}

/// <summary>The students of one section, with what stands on record for each of them today.</summary>
public sealed class RosterModel(Standing standing) : DeskPage
{
    public SeenSection Section { get; private set; } = null!;
    public IReadOnlyList<RosterLine> Lines { get; private set; } = [];
    public IReadOnlyList<SectionTeacher> Teachers { get; private set; } = [];
    public Standing Standing => standing;

    /// <summary>The term of the newest marks of this section, or null when none are posted.</summary>
    public string? Term { get; private set; }
    public string? TermBefore { get; private set; }

    public string Heading
    {
        get
        {
            var flagged = Lines.Count(l => l.IsFlagged);
            return flagged == 0 ? $"{Section.Name}: nobody has a flag" : $"{Section.Name}: {Words.Spelled(flagged, "student")} of {Words.Count(Lines.Count)} may need support";
        }
    }

    public IActionResult OnGet(int key)
    {
        if (Desk.Reader.Ask(SeenSection.Of(key)) is not [var section])
            return NotFound();
        Section = section;
        Teachers = Desk.Reader.Ask(SectionTeacher.Of(key));
        var marks = Desk.Reader.Ask(StudentMark.In(key, Desk.Year, Desk.Today));
        var terms = marks.Where(m => m.Term is not null).GroupBy(m => m.Term).OrderByDescending(g => g.Max(m => m.KnownOn)).Select(g => g.Key).ToList();
        (Term, TermBefore) = (terms.FirstOrDefault(), terms.Skip(1).FirstOrDefault());
        var verdicts = (standing.Latest is { } day ? Desk.Reader.Ask(VerdictOnDay.On(day)) : []).ToLookup(v => v.StudentKey);
        VerdictOnDay? One(int student, string name) => verdicts[student].FirstOrDefault(v => string.Equals(v.Indicator, name, StringComparison.Ordinal));
        StudentMark? In(string? term, int student) => term is null ? null : marks.FirstOrDefault(m => m.StudentKey == student && m.Term == term);
        Lines =
        [
            .. Desk.Reader.Ask(SeenStudent.In(key)).OrderBy(s => s.SortName, StringComparer.Ordinal)
                .Select(s => new RosterLine(s, One(s.StudentKey, "chronic-absence"), One(s.StudentKey, "abc"), In(Term, s.StudentKey), In(TermBefore, s.StudentKey))),
        ];
        Desk.Audit("look at roster", "section " + key.ToString(CultureInfo.InvariantCulture));
        return Page();
    }

    /// <summary>"B (84)", or what is missing.</summary>
    public static string Said(StudentMark? mark) => mark switch
    {
        null => "not posted",
        { Mark: { Length: > 0 } letter, PercentPoints: { } points } => $"{letter} ({points.ToString("0", CultureInfo.InvariantCulture)})",
        { Mark: { Length: > 0 } letter } => letter,
        { PercentPoints: { } points } => points.ToString("0", CultureInfo.InvariantCulture),
        _ => "not posted",
    };
}
