using System.Globalization;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Reports;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Reports;

/// <summary>The learning report of one student, to read and to print: the meeting page for staff, the sheet for a family.</summary>
public sealed class IndexModel : DeskPage
{
    public int Key { get; private set; }
    public StudentReport Report { get; private set; } = null!;
    public Audience Audience { get; private set; }

    /// <summary>A family reads its own sheet only; staff may look at both.</summary>
    public bool IsFamily => Desk.Person.Role == Role.Family;

    public IReadOnlyList<(string Code, string Name)> Languages =>
        [.. Wording.Languages.Select(l => (l, CultureInfo.GetCultureInfo(l).NativeName))];

    public IActionResult OnGet(int key, string? audience, string? language)
    {
        Audience = IsFamily || string.Equals(audience, "family", StringComparison.Ordinal) ? Audience.Family : Audience.Staff;
        var words = language is not null && Wording.Languages.Contains(language, StringComparer.Ordinal) ? language : "en";
        var request = new ReportRequest { Audience = Audience, AsOf = Desk.Today, District = Desk.Place.Name, Language = words };
        if (StudentReport.Of(Desk.Reader, key, request) is not { } report)
            return NotFound();
        (Key, Report) = (key, report);
        Desk.Audit("open report", "student " + key.ToString(CultureInfo.InvariantCulture));
        return Page();
    }

    public string Address(Audience? audience = null, string? language = null)
    {
        var (a, l) = (audience ?? Audience, language ?? Report.Language);
        return string.Create(CultureInfo.InvariantCulture, $"/reports/{Key}?audience={a.ToString().ToLowerInvariant()}&language={l}");
    }
}
