using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Schedules;

/// <summary>
/// Which nights' results a district keeps: every night for some weeks, then the last of each week, in the end the last of each month. A year of nights of 50,000
/// students is a hundred million rows; what a night of long ago said is asked for by the month.
/// </summary>
/// <param name="WeeklyAfter">Days after which only the last night of its week, and of its month, is kept.</param>
/// <param name="MonthlyAfter">Days after which only the last night of its month is kept.</param>
public sealed record NightRetention(int WeeklyAfter = NightRetention.UsualWeeklyAfter, int MonthlyAfter = NightRetention.UsualMonthlyAfter)
{
    /// <summary>Two months: as far back as the pages compare night by night.</summary>
    public const int UsualWeeklyAfter = 60;

    /// <summary>A year, so that this year's weeks stand beside last year's.</summary>
    public const int UsualMonthlyAfter = 365;

    /// <summary>The settings' names.</summary>
    public const string WeeklySetting = "nights-weekly-after", MonthlySetting = "nights-monthly-after";

    /// <summary>As a district has it set.</summary>
    public static NightRetention Of(IReadOnlyDictionary<string, long> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new((int)settings.GetValueOrDefault(WeeklySetting, UsualWeeklyAfter), (int)settings.GetValueOrDefault(MonthlySetting, UsualMonthlyAfter));
    }

    /// <summary>The nights that have outlived their keeping on a day. Thinned out every night or once a year, the same remain.</summary>
    /// <param name="nights">All nights that there are.</param>
    /// <param name="today">The district's day.</param>
    /// <param name="pinned">Nights that stay because something published points to them.</param>
    public IReadOnlyList<DateOnly> Outlived(IReadOnlyCollection<DateOnly> nights, DateOnly today, IReadOnlyCollection<DateOnly> pinned)
    {
        if (nights.Count == 0)
            return [];
        HashSet<DateOnly> lastOfMonth = [.. nights.GroupBy(n => (n.Year, n.Month)).Select(g => g.Max())], lastOfWeek = [.. nights.GroupBy(Monday).Select(g => g.Max())];
        var newest = nights.Max();
        return [.. nights.Where(n => n != newest && !pinned.Contains(n) && !lastOfMonth.Contains(n) && (today.DayNumber - n.DayNumber) switch
        {
            var age when age > MonthlyAfter => true,
            var age when age > WeeklyAfter => !lastOfWeek.Contains(n),
            _ => false,
        }).Order()];
    }

    /// <summary>The nights that the model's page points to: of each model the newest card, and the newest of one that passed its gates.</summary>
    public static IReadOnlyCollection<DateOnly> Pinned(IReadOnlyList<KeptModelCard> cards) =>
        [.. cards.GroupBy(c => c.Model).SelectMany(g => new[] { g.Max(c => c.AsOf), g.Where(c => c.Published).Select(c => c.AsOf).DefaultIfEmpty(g.Max(c => c.AsOf)).Max() }).Distinct()];

    static DateOnly Monday(DateOnly night) => night.AddDays(-(((int)night.DayOfWeek + 6) % 7));
}
