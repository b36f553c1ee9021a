using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Imports;

/// <summary>Where a delivery is brought in by hand: a file, a zip, or several files at once.</summary>
public sealed class NewModel : DeskPage
{
    public string? Problem { get; private set; }

    /// <summary>Every format that is recognised, by the standard or product that it belongs to, for the help below the form.</summary>
    public IReadOnlyList<IGrouping<string, Format>> Families { get; } = [.. Format.All.GroupBy(f => f.Family)];

    /// <summary>The columns that tell a format, each by its first name.</summary>
    public static string Columns(Format format) => string.Join(", ", format.Headers.Select(h => h.Split('|')[0]));

    public void OnGet(string? problem) =>
        Problem = problem == "no-file" ? "No file was chosen. Choose a zip or one or more CSV files, then send them." : null;
}
