using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting.Forecasts;

/// <summary>One school's attendance at the end of the school year, as the months so far and the years before tell it.</summary>
public sealed record SchoolAhead
{
    public required int SchoolKey { get; init; }
    public string? SchoolName { get; init; }

    /// <summary>Attendance up to now.</summary>
    public required Rate SoFar { get; init; }

    /// <summary>Attendance of the whole year, 0 to 1, and between which two it lay in nine of ten past years' forecasts.</summary>
    public required double Year { get; init; }
    public required double Low { get; init; }
    public required double High { get; init; }

    /// <summary>Attendance of the whole year before; null where there is none.</summary>
    public Rate? YearBefore { get; init; }
}

/// <summary>
/// Attendance to the end of the year: what was, plus the days ahead at the rate so far, moved by as much as the rest of past years differed from their beginning. Tested on every past year as if it had not been known.
/// </summary>
public sealed record AttendanceAhead
{
    /// <summary>Fewer past forecasts say nothing of how far one may be off.</summary>
    public const int FewestTested = 5;

    // Nine of ten errors of the past lie within.
    const double Share = 0.9;

    public required IReadOnlyList<SchoolAhead> Schools { get; init; }

    /// <summary>Past school years that were forecast from the same month and compared with what came.</summary>
    public required int Tested { get; init; }

    /// <summary>The mean distance of those forecasts, in shares of one.</summary>
    public required double MeanError { get; init; }

    /// <summary>Why nothing is forecast; null where something is.</summary>
    public string? Reason { get; init; }

    /// <summary>Forecasts every school.</summary>
    /// <param name="months">Student-days by school, year and month; the current month may be half done.</param>
    /// <param name="year">The school year that is running.</param>
    /// <param name="month">The current month, 1 to 12.</param>
    /// <param name="ahead">Student-days still to come, by school.</param>
    public static AttendanceAhead Of(IReadOnlyList<SchoolMonthDays> months, SchoolYear year, int month, IReadOnlyDictionary<int, double> ahead)
    {
        var schools = months.GroupBy(m => m.SchoolKey).Select(g => new Past([.. g], month)).OrderBy(s => s.Name, StringComparer.Ordinal).ToList();
        List<double> errors = [.. schools.SelectMany(s => s.Errors(year.Ends))];
        var none = new AttendanceAhead { Schools = [], Tested = errors.Count, MeanError = errors.Count == 0 ? 0 : errors.Average(Math.Abs) };
        if (errors.Count < FewestTested)
            return none with { Reason = $"{errors.Count} past school years could be forecast and compared, fewer than {FewestTested}: how far a forecast may be off is not known" };
        var reach = errors.Select(Math.Abs).Order().ElementAt((int)Math.Ceiling(Share * errors.Count) - 1);
        return none with { Schools = [.. schools.Where(s => s.Has(year.Ends) && ahead.ContainsKey(s.Key)).Select(s => s.Ahead(year.Ends, ahead[s.Key], reach))] };
    }

    /// <summary>The lines of some schools alone; how far forecasts were off stays that of all schools, which one school's few years do not tell.</summary>
    public AttendanceAhead Of(IReadOnlySet<int> schools) => this with { Schools = [.. Schools.Where(s => schools.Contains(s.SchoolKey))] };

    /// <summary>One school's years, each parted at the month.</summary>
    sealed class Past
    {
        readonly Dictionary<int, (double Enrolled, double Absent)> _before, _after;

        public Past(IReadOnlyList<SchoolMonthDays> months, int month)
        {
            (Key, Name) = (months[0].SchoolKey, months[^1].SchoolName);
            (_before, _after) = (Sums(months.Where(m => Place(m.Month) <= Place(month))), Sums(months.Where(m => Place(m.Month) > Place(month))));
        }

        public int Key { get; }
        public string? Name { get; }

        public bool Has(int year) => _before.GetValueOrDefault(year).Enrolled > 0;

        /// <summary>How far each past year's forecast was off, told from the other past years.</summary>
        public IEnumerable<double> Errors(int current)
        {
            foreach (var year in Whole(current))
                if (Whole(current).Where(y => y != year).ToList() is { Count: > 0 } others)
                    yield return Rate(_before[year], _after[year]) - Forecast(year, _after[year].Enrolled, others);
        }

        public SchoolAhead Ahead(int year, double days, double reach)
        {
            var forecast = Forecast(year, days, Whole(year));
            var (enrolled, absent) = _before[year];
            return new SchoolAhead
            {
                SchoolKey = Key, SchoolName = Name, SoFar = Units.Rate.Of((decimal)(enrolled - absent), (decimal)enrolled), Year = forecast, Low = Math.Max(0, forecast - reach), High = Math.Min(1, forecast + reach),
                YearBefore = Whole(year).Contains(year - 1) ? Units.Rate.Of((decimal)(All(year - 1).Enrolled - All(year - 1).Absent), (decimal)All(year - 1).Enrolled) : null,
            };
        }

        double Forecast(int year, double days, IReadOnlyList<int> others)
        {
            var (enrolled, absent) = _before[year];
            var drift = others.Count == 0 ? 0 : others.Average(y => Rate(_after[y]) - Rate(_before[y]));
            var rest = Math.Clamp(Rate(_before[year]) + drift, 0, 1);
            return (enrolled - absent + days * rest) / (enrolled + days);
        }

        // A year without both parts is not over, or was not sent whole.
        List<int> Whole(int current) => [.. _before.Keys.Where(y => y < current && _before[y].Enrolled > 0 && _after.GetValueOrDefault(y).Enrolled > 0).Order()];

        (double Enrolled, double Absent) All(int year) => (_before[year].Enrolled + _after[year].Enrolled, _before[year].Absent + _after[year].Absent);

        static double Rate(params (double Enrolled, double Absent)[] parts) => 1 - parts.Sum(p => p.Absent) / parts.Sum(p => p.Enrolled);

        static Dictionary<int, (double, double)> Sums(IEnumerable<SchoolMonthDays> months) =>
            months.GroupBy(m => m.SchoolYear).ToDictionary(g => g.Key, g => ((double)g.Sum(m => m.DaysEnrolled), (double)g.Sum(m => m.DaysAbsent)));

        // July is the first month of a school year.
        static int Place(int month) => (month + 5) % 12;
    }
}
