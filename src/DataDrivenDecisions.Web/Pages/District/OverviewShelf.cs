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

    /// <summary>All of it, or only the schools of one level with their students.</summary>
    public Overview For(Desk desk, Standing standing, SchoolLevel? level = null)
    {
        var key = $"{level}|{desk.Person.District}|{desk.Reader.AsOfLoad}|{desk.District.Warehouse.TimesUndone}|{desk.Today:yyyy-MM-dd}|{string.Join('|', desk.Viewer.Scopes)}";
        lock (_lock)
            if (_kept.TryGetValue(key, out var kept))
                return kept;
        var made = Make(desk, standing, level);
        lock (_lock)
        {
            if (_kept.Count >= Most)
                _kept.Clear();
            return _kept[key] = made;
        }
    }

    static Overview Make(Desk desk, Standing standing, SchoolLevel? level)
    {
        IReadOnlyList<SeenSchool> schools = [.. desk.Reader.Ask(SeenSchool.All).Where(s => desk.CoversSchool(s.SchoolId, s.SchoolNumber) && (level is null || Overview.LevelOf(s) == level))];
        var keys = schools.Select(s => s.SchoolKey).ToHashSet();
        IReadOnlyList<T> Within<T>(IReadOnlyList<T> rows, Func<T, int?> school) => level is null ? rows : [.. rows.Where(r => school(r) is { } key && keys.Contains(key))];
        return Overview.Of(
            desk.Year.Ends,
            schools,
            Within(desk.Reader.Ask(StudentYearDays.Through(desk.Today)), r => r.SchoolKey),
            Within(desk.Reader.Ask(MarkCount.Through(desk.Today)), r => r.SchoolKey),
            Within(desk.Reader.Ask(SuspendedCount.Through(desk.Today)), r => r.SchoolKey),
            Within(desk.Reader.Ask(EnrolledCount.Now), r => r.SchoolKey),
            Within(standing.Latest is { } day ? desk.Reader.Ask(VerdictOnDay.On(day)) : [], r => r.SchoolKey));
    }
}
