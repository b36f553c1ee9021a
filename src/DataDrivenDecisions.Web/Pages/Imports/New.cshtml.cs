using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Imports;

/// <summary>Where a delivery is brought in by hand: a file, a zip, or several files at once.</summary>
public sealed class NewModel : DeskPage
{
    public string? Problem { get; private set; }

    /// <summary>Every format that is recognised, for the help below the form.</summary>
    public IReadOnlyList<Format> Formats => Format.All;

    public void OnGet(string? problem) =>
        Problem = problem == "no-file" ? "No file was chosen. Choose a zip or one or more CSV files, then send them." : null;
}
