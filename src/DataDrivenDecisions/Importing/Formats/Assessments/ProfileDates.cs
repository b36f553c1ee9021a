using System.Globalization;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats.Assessments;

/// <summary>Reads the day of a test as a profile says, also where the vendor writes a month or a year alone.</summary>
internal sealed class ProfileDates(Row row, BoundProfile bound)
{
    /// <summary>The day, or null and a reject when there is none.</summary>
    public DateOnly? Read(DatePlace place)
    {
        var at = place.Column is { } column ? bound.Places(column).FirstOrDefault(p => row.TextAt(p) is not null, -1) : -1;
        var day = at >= 0 ? Written(row.TextAt(at)!, at, place) : Latest(place) ?? OfYear(place);
        if (row.Problem is not null)
            return null;
        if (day is null)
            row.RejectAt(place.Column is { } c ? bound.Places(c).FirstOrDefault(-1) : -1, "required-blank", "The day of the test is not given.", "Fill it at the source, or leave the row out.");
        else if (day > row.Context.Today)
            row.RejectAt(at, "date-in-future", "The date lies after the day of the import.", "Correct the date, or send the row when the day has come.");
        return row.Problem is null ? day : null;
    }

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

    DateOnly? OfYear(DatePlace place)
    {
        if (place.OrYear is not { } or || bound.Places(or.Column).Select(row.TextAt).FirstOrDefault(t => t is not null) is not { } text || !SchoolYear.TryParse(text, out var year))
            return null;
        var day = In(year.Ends, or.Day);
        return Told(SchoolYear.Of(day) == year ? day : In(year.Ends - 1, or.Day), "had no day of the test: the day that the profile names for the school year was taken");
    }

    DateOnly Told(DateOnly day, string what)
    {
        row.Note(what);
        return day;
    }

    static DateOnly In(int year, string monthAndDay) => DateOnly.ParseExact($"{year.ToString(CultureInfo.InvariantCulture)}-{monthAndDay}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
