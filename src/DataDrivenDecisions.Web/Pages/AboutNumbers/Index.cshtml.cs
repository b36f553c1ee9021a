using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.AboutNumbers;

/// <summary>Every number that has a definition, with the question it answers.</summary>
public sealed class IndexModel : DeskPage
{
    public IReadOnlyList<Definition> Definitions => Definition.Every;
}
