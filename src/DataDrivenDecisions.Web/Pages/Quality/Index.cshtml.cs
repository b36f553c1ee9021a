using DataDrivenDecisions.Importing.Quality;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Quality;

/// <summary>One check with what the last nights counted in the schools that the person answers for.</summary>
public sealed record CheckLine(QualityRule Rule, int Open, int Accepted, IReadOnlyList<(string School, int Open)> Schools, IReadOnlyList<long> Nights, bool WasDone)
{
    /// <summary>"5 nights, falling, from 12 to 9": the trend in words.</summary>
    public string Trend => Nights.Count < 2 ? "first night" : $"{Nights.Count} nights, {Way}, from {Words.Count(Nights[0])} to {Words.Count(Nights[^1])}";

    string Way => Nights[^1] == Nights[0] ? "level" : Nights[^1] > Nights[0] ? "rising" : "falling";

    /// <summary>Where most of it is.</summary>
    public string Where => Schools.Count == 0 ? "the district"
        : string.Join(", ", Schools.Take(3).Select(s => $"{s.School} {Words.Count(s.Open)}")) + (Schools.Count > 3 ? $" and {Words.Spelled(Schools.Count - 3, "other")}" : "");
}

/// <summary>What the nightly checks of the data found, whose desk it is and whether it is getting better.</summary>
public sealed class IndexModel(RecordStore records) : DeskPage
{
    public IReadOnlyList<CheckLine> Lines { get; private set; } = [];
    public DateOnly? Night { get; private set; }
    public IEnumerable<CheckLine> Open => Lines.Where(l => l.Open > 0);
    public IEnumerable<CheckLine> InOrder => Lines.Where(l => l is { Open: 0, WasDone: true });

    /// <summary>Checks of which nothing is known for the last night.</summary>
    public IEnumerable<CheckLine> NotDone => Lines.Where(l => !l.WasDone);

    public string Heading => Night is null ? "The data have not been checked yet"
        : !Open.Any() ? NotDone.Any() ? $"{Words.Count(InOrder.Count())} of {Words.Count(Lines.Count)} checks are in order" : $"All {Words.Count(Lines.Count)} checks are in order"
        : $"{Words.Count(Open.Count())} of {Words.Count(Lines.Count)} checks {(Open.Count() == 1 ? "needs" : "need")} someone";

    public void OnGet()
    {
        var sight = SchoolSight.Of(Desk);
        var all = records.Quality.Counts(Desk.Person.District);
        var counts = all.Where(c => sight.Covers(c.SchoolId)).ToList();
        var nights = all.Select(c => c.AsOf).Distinct().Order().ToList();
        if (nights.Count == 0)
            return;
        Night = nights[^1];
        Lines =
        [
            .. QualityRule.All.Select(rule => Line(rule, counts.Where(c => c.Rule == rule.Name).ToList(), [.. all.Where(c => c.Rule == rule.Name).Select(c => c.AsOf).Distinct().Order()]))
                .OrderByDescending(l => l.Open > 0).ThenByDescending(l => l.Rule.Severity).ThenByDescending(l => l.Open).ThenBy(l => l.Rule.Title, StringComparer.Ordinal),
        ];
    }

    CheckLine Line(QualityRule rule, List<QualityCount> counts, IReadOnlyList<DateOnly> nights)
    {
        var last = counts.Where(c => c.AsOf == Night).ToList();
        return new CheckLine(rule, last.Sum(c => c.Open), last.Sum(c => c.Accepted),
            [.. last.Where(c => c.Open > 0 && c.SchoolId.Length > 0).OrderByDescending(c => c.Open).Select(c => (c.SchoolName, c.Open))],
            [.. nights.Select(n => (long)counts.Where(c => c.AsOf == n).Sum(c => c.Open))], nights.Contains(Night!.Value));
    }
}
