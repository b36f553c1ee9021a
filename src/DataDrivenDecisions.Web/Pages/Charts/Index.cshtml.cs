using DataDrivenDecisions.Charts;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Charts;

/// <summary>Every chart of the house over the students whom the viewer may see, and nobody else.</summary>
public sealed class IndexModel(Standing standing) : DeskPage
{
    public IReadOnlyList<ChartSvg> Charts { get; private set; } = [];
    public Standing Standing => standing;

    public void OnGet()
    {
        var scope = new ChartScope { Year = Desk.Year, AsOf = Desk.Today };
        Charts = [.. Chart.All.Where(c => !c.NeedsStudent && !c.NeedsModelCard).Select(c => c.Show(Desk.Reader, scope))];
    }
}
