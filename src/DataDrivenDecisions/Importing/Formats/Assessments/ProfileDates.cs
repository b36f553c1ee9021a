using System.Globalization;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats.Assessments;

/// <summary>Reads the day of a test as a profile says, also where the vendor writes a month or a year alone.</summary>
internal sealed class ProfileDates(Row row, BoundProfile bound, ProfileTexts texts)
{
    // A vendor turns to the new school year on a day of its own in summer, and a test of June to August may be called by either year beside it.
    const int MonthsBefore = -1, MonthsAfter = 2;

    /// <summary>The day of a result, or null and a reject when there is none that the row does not gainsay itself.</summary>
    public DateOnly? Read(ResultLayout result)
    {
        var place = result.Date;
        var at = place.Column is { } column ? texts.Filled(column) : -1;
        var day = at >= 0 ? Written(row.TextAt(at)!, at, place) : Latest(place) ?? OfYear(place, Window(result));
        if (row.Problem is not null)
            return null;
        if (day is null)
            row.RejectAt(place.Column is { } c ? bound.Places(c).FirstOrDefault(-1) : -1, "required-blank", "The day of the test is not given.", "Fill it at the source, or leave the row out.");
        else if (day > row.Context.Today && at < 0 && place.OrYear is not null)
            row.RejectAt(-1, "date-in-future", "The row gives no day, and the day that stands for its test window has not come yet.", "Export it with the day of the test, or bring it in when that day has come.");
        else if (day > row.Context.Today)
            row.RejectAt(at, "date-in-future", "The date lies after the day of the import.", "Correct the date, or send the row when the day has come.");
        else if (at >= 0 && !IsInYear(result, day.Value))
            row.RejectAt(at, "date-outside-year", "The date lies outside the school year that the row itself names.", "Correct the date or the school year at the source, and export the row again.");
        return row.Problem is null ? day : null;
    }

    /// <summary>True where the row may be of that day by the school year and the test window that it names.</summary>
    public bool MayBe(ResultLayout result, DateOnly day) => IsInYear(result, day) && Words.MonthsOf(Window(result))?.Contains(day.Month) != false;

    /// <summary>The school year that the row names, or null.</summary>
    public SchoolYear? Year(ResultLayout result, DateOnly day) => SchoolYear.TryParse(texts.Say(result.Year, day), out var year) ? year : null;

    bool IsInYear(ResultLayout result, DateOnly day) =>
        Year(result, day) is not { } year || (day >= year.FirstDay.AddMonths(MonthsBefore) && day < year.LastDay.AddDays(1).AddMonths(MonthsAfter));

    string? Window(ResultLayout result) => Words.Window(texts.Say(result.Window, null));

    DateOnly? Written(string text, int at, DatePlace place)
    {
        foreach (var format in place.Formats)
        {
            // A spreadsheet takes the zero off a number's beginning.
            var whole = text.Length == format.Length - 1 && text.All(char.IsAsciiDigit) ? "0" + text : text;
            if (!DateOnly.TryParseExact(whole, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                continue;
            if (place.Day is { } dayOfYear)
                return Told(In(day.Year, dayOfYear), "had a year in place of the day of the test: the day that the profile names for it was taken");
            return format.Contains('d', StringComparison.Ordinal) ? day : Told(day, "had a month in place of the day of the test, of which the first was taken");
        }
        return row.ReadDate(text, at);
    }

    DateOnly? Latest(DatePlace place)
    {
        DateOnly? latest = null;
        foreach (var at in place.Latest is { } shape ? bound.PlacesLike(shape) : [])
            if (row.TextAt(at) is { } text && Written(text, at, place) is { } day && (latest is null || day > latest))
                latest = day;
        return latest;
    }

    DateOnly? OfYear(DatePlace place, string? window)
    {
        if (place.OrYear is not { } or || bound.Places(or.Column).Select(row.TextAt).FirstOrDefault(t => t is not null) is not { } text || !SchoolYear.TryParse(text, out var year))
            return null;
        var (monthAndDay, isOfWindow) = (or.DayOf(window), or.Windows.Count > 0);
        var day = In(year.Ends, monthAndDay);
        return Told(
            SchoolYear.Of(day) == year ? day : In(year.Ends - 1, monthAndDay),
            $"had no day of the test: the day that the profile names for the {(isOfWindow ? "test window" : "school year")} was taken");
    }

    DateOnly Told(DateOnly day, string what)
    {
        row.Note(what);
        return day;
    }

    static DateOnly In(int year, string monthAndDay) => DateOnly.ParseExact($"{year.ToString(CultureInfo.InvariantCulture)}-{monthAndDay}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
