using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Students;

/// <summary>Finds students, sections and schools by name among those the viewer may see. The words come in the form's body, never in the address.</summary>
public sealed class FindModel(Standing standing) : DeskPage
{
    const int Most = 50;

    /// <summary>What was asked for, as it was typed.</summary>
    public string Asked { get; private set; } = "";
    public IReadOnlyList<StudentLine> Students { get; private set; } = [];
    public IReadOnlyList<SeenSchool> Schools { get; private set; } = [];
    public IReadOnlyList<SeenSection> Sections { get; private set; } = [];
    public int StudentCount { get; private set; }
    public Standing Standing => standing;

    public string Heading => Asked.Length == 0 ? "Find a student, class or school"
        : StudentCount + Schools.Count + Sections.Count == 0 ? "Nothing found among those you can see"
        : $"{Words.Count(StudentCount, "student")}, {Words.Count(Sections.Count, "class", "classes")} and {Words.Count(Schools.Count, "school")} found";

    public void OnPost(string? words)
    {
        Asked = (words ?? "").Trim();
        if (Asked.Length == 0)
            return;
        var parts = Asked.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool Fits(params string?[] texts) => parts.All(p => texts.Any(t => t is not null && t.Contains(p, StringComparison.CurrentCultureIgnoreCase)));
        var found = Desk.Reader.Ask(SeenStudent.All)
            .Where(s => Fits(s.GivenName, s.PreferredName, s.FamilyName, s.StudentNumber))
            .OrderByDescending(s => s.IsEnrolled).ThenBy(s => s.SortName, StringComparer.Ordinal).ToList();
        StudentCount = found.Count;
        Students = StudentLine.Of(found.Take(Most), standing.Latest is { } day ? Desk.Reader.Ask(VerdictOnDay.On(day)) : []);
        var schools = Desk.Reader.Ask(SeenSchool.All);
        Schools = [.. schools.Where(s => Desk.CoversSchool(s.SchoolId, s.SchoolNumber) && Fits(s.SchoolName)).OrderBy(s => s.Name, StringComparer.Ordinal)];
        Sections = [.. Desk.Reader.Ask(SeenSection.All).Where(s => Fits(s.SectionName, s.CourseName)).OrderBy(s => s.Name, StringComparer.Ordinal).Take(Most)];
    }
}
