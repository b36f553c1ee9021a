using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.District;

/// <summary>
/// Keeps the overview of the newest load, so that four years of days are added up once and not on every visit.
/// The key names the district, the load and how often one was undone, the day and the viewer's scopes: nobody is served what another scope computed.
/// </summary>
public sealed class OverviewShelf
{
    const int Most = 32;
    readonly Dictionary<string, Overview> _kept = [];
    readonly Lock _lock = new();

    public Overview For(Desk desk, Standing standing)
    {
        var key = $"{desk.Person.District}|{desk.Reader.AsOfLoad}|{desk.District.Warehouse.TimesUndone}|{desk.Today:yyyy-MM-dd}|{string.Join('|', desk.Viewer.Scopes)}";
        lock (_lock)
            if (_kept.TryGetValue(key, out var kept))
                return kept;
        var made = Make(desk, standing);
        lock (_lock)
        {
            if (_kept.Count >= Most)
                _kept.Clear();
            return _kept[key] = made;
        }
    }

    static Overview Make(Desk desk, Standing standing) => Overview.Of(
        desk.Year.Ends,
        [.. desk.Reader.Ask(SeenSchool.All).Where(s => desk.CoversSchool(s.SchoolId, s.SchoolNumber))],
        desk.Reader.Ask(StudentYearDays.Through(desk.Today)),
        desk.Reader.Ask(MarkCount.Through(desk.Today)),
        desk.Reader.Ask(SuspendedCount.Through(desk.Today)),
        desk.Reader.Ask(EnrolledCount.Now),
        standing.Latest is { } day ? desk.Reader.Ask(VerdictOnDay.On(day)) : []);
}
