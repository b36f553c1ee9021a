using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Students;

/// <summary>One line of the list: a student and what stands on record for her today.</summary>
public sealed record StudentLine(SeenStudent Student, VerdictOnDay? Absence, VerdictOnDay? Courses, VerdictOnDay? Flags)
{
    public bool IsFlagged => (Flags?.Part ?? 0) > 0;

    /// <summary>Lines for students, from the verdicts of one night.</summary>
    public static IReadOnlyList<StudentLine> Of(IEnumerable<SeenStudent> students, IReadOnlyList<VerdictOnDay> verdicts)
    {
        var by = verdicts.ToLookup(v => v.StudentKey);
        VerdictOnDay? One(int key, string name) => by[key].FirstOrDefault(v => string.Equals(v.Indicator, name, StringComparison.Ordinal));
        return [.. students.Select(s => new StudentLine(s, One(s.StudentKey, "chronic-absence"), One(s.StudentKey, "course-failures"), One(s.StudentKey, "abc")))];
    }
}

/// <summary>The students whom the viewer may see, a page at a time; those with a flag first, if asked.</summary>
public sealed class IndexModel(Standing standing) : DeskPage
{
    const int PageSize = 50;

    public IReadOnlyList<StudentLine> Lines { get; private set; } = [];
    public Standing Standing => standing;
    public string Show { get; private set; } = "all";
    public string GradeCode { get; private set; } = "";
    public IReadOnlyList<GradeLevel> Grades { get; private set; } = [];
    public int Number { get; private set; } = 1;
    public int PageCount { get; private set; }
    public int Count { get; private set; }
    public int FlaggedCount { get; private set; }

    public string Heading => Show == "flagged"
        ? Count == 0 ? "No student has a flag here" : $"{Words.Capital(Words.Spelled(Count, "student"))} may need support"
        : $"{Words.Count(Count, "student")}, {(FlaggedCount == 0 ? "none with a flag" : Words.Count(FlaggedCount) + " with a flag")}";

    public IActionResult OnGet(string? show, string? grade, int number = 1)
    {
        Show = show == "flagged" ? "flagged" : "all";
        var enrolled = Desk.Reader.Ask(SeenStudent.All).Where(s => s.IsEnrolled == 1).ToList();
        Grades = [.. enrolled.Select(s => s.Grade).OfType<GradeLevel>().Distinct().Order()];
        GradeCode = GradeLevel.TryParse(grade, out var chosen) && Grades.Contains(chosen) ? chosen.Code : "";
        var verdicts = standing.Latest is { } day ? Desk.Reader.Ask(VerdictOnDay.On(day)) : [];
        var lines = StudentLine.Of(enrolled.Where(s => GradeCode.Length == 0 || s.Grade?.Code == GradeCode), verdicts);
        FlaggedCount = lines.Count(l => l.IsFlagged);
        if (Show == "flagged")
            lines = [.. lines.Where(l => l.IsFlagged).OrderByDescending(l => l.Flags!.Part).ThenByDescending(Share).ThenBy(l => l.Student.SortName, StringComparer.Ordinal)];
        else
            lines = [.. lines.OrderBy(l => l.Student.SortName, StringComparer.Ordinal)];
        Count = lines.Count;
        PageCount = Math.Max(1, (Count + PageSize - 1) / PageSize);
        Number = Math.Clamp(number, 1, PageCount);
        Lines = [.. lines.Skip((Number - 1) * PageSize).Take(PageSize)];
        return Page();
    }

    /// <summary>The address of this list with one choice changed.</summary>
    public string Address(string? show = null, string? grade = null, int number = 1)
    {
        var parts = new List<string>();
        if ((show ?? Show) == "flagged")
            parts.Add("show=flagged");
        if ((grade ?? GradeCode) is { Length: > 0 } g)
            parts.Add("grade=" + g);
        if (number > 1)
            parts.Add("number=" + number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return "/students" + (parts.Count > 0 ? "?" + string.Join('&', parts) : "");
    }

    static decimal Share(StudentLine line) => line.Absence is { Part: { } part, Whole: > 0 and var whole } ? part / whole : 0;
}
