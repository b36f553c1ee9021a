using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Sections;

/// <summary>The sections that a teacher teaches now; for others, all sections in which they may see someone.</summary>
public sealed class IndexModel(Standing standing) : DeskPage
{
    public IReadOnlyList<SeenSection> Sections { get; private set; } = [];
    public Standing Standing => standing;
    public bool AreOwn { get; private set; }
    public string Heading => Sections.Count == 0 ? "No section of yours meets now"
        : $"{Words.Capital(Words.Spelled(Sections.Count, "section"))}{(AreOwn ? " of yours" : "")}";

    public void OnGet(int? school)
    {
        var query = school is { } key ? SeenSection.In(key) : Desk.Person.StaffId is { } staff ? SeenSection.TaughtBy(staff) : SeenSection.All;
        Sections = [.. Desk.Reader.Ask(query).OrderBy(s => s.CourseName, StringComparer.Ordinal).ThenBy(s => s.Name, StringComparer.Ordinal)];
        AreOwn = school is null && Desk.Person.StaffId is not null;
    }
}
