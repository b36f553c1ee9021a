using System.Globalization;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>Words that several formats write in several ways, brought to one.</summary>
internal static class Words
{
    // What rosters call the id that a state gives a student. The first are said everywhere; the others are what states call theirs. Left out on purpose: LASID and "local" are the
    // district's, "Fed" and "LDAP" a login's, and PEIMS was a Social Security number for years.
    static readonly HashSet<string> StateIds = new(StringComparer.Ordinal)
    {
        "state", "stateid", "stateidentifier", "statenumber", "statestudentid", "statestudentnumber", "statestudentidentifier", "studentstateid", "stateassignedid", "stateassignedstudentid",
        "ssid", "sasid", "uic", "tsds", "tsdsid", "tsdsuniqueid", "fleid", "gtid", "marss", "mosis", "mosisid", "nyssis", "pasecureid", "wiseid",
    };

    /// <summary>Who is learning English now, in whichever words; who has finished is told by "Fluent" and the monitoring codes.</summary>
    public static readonly CodeTable<bool> LearningEnglish = new("English proficiency", false, "no English learner",
        ("Limited", true), ("Limited English Proficient", true), ("Limited English Proficiency", true), ("LEP", true), ("EL", true), ("ELL", true), ("English Learner", true), ("English Language Learner", true), ("Emergent Bilingual", true),
        ("LimitedMonitored1", false), ("LimitedMonitored2", false), ("Limited Monitored 1", false), ("Limited Monitored 2", false), ("NotLimited", false), ("Not Limited", false), ("Fluent", false), ("Not English Learner", false),
        ("Not Limited English Proficient", false), ("Fluent English Proficient", false), ("Initially Fluent English Proficient", false), ("Redesignated Fluent English Proficient", false), ("Exited", false), ("Former English Learner", false));

    /// <summary>True where a kind of id, in whatever case and with whatever signs between its words, is the one that the state gives its students.</summary>
    public static bool IsIdOfTheState(string kind) => StateIds.Contains(string.Concat(kind.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant());

    /// <summary>male, female, other or unspecified; null when blank.</summary>
    public static string? Sex(Row row, string column)
    {
        switch (row.TextOrNull(column)?.ToLowerInvariant())
        {
            case null:
                return null;
            case "m" or "male":
                return "male";
            case "f" or "female":
                return "female";
            case "x" or "other" or "nonbinary" or "non-binary":
                return "other";
            case "u" or "unspecified" or "unknown" or "not selected":
                return "unspecified";
            default:
                row.Reject(column, "code-unknown", "This is no code for sex that is known.", "Use male, female, other or unspecified.");
                return null;
        }
    }

    /// <summary>True where a status says yes, or one of its own words for it; blank is no, and a word that says neither is told with its count and counts as no.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The status's column.</param>
    /// <param name="name">What the status is called in the report.</param>
    /// <param name="yes">Its own words for yes.</param>
    public static bool IsServed(Row row, string column, string name, params IReadOnlyList<string> yes)
    {
        if (row.TextOrNull(column) is not { } text)
            return false;
        if (Row.FlagOf(text) is { } flag)
            return flag;
        if (yes.Contains(text, StringComparer.OrdinalIgnoreCase))
            return true;
        row.Note($"had the {name} \"{text}\", which is not mapped; it counts as no");
        return false;
    }

    /// <summary>fall, winter, spring or summer at the beginning of a text such as "Fall 2025-2026"; null when there is none.</summary>
    public static string? Window(string? text) =>
        text?.Split(' ', 2)[0].ToLowerInvariant() switch
        {
            "fall" or "autumn" or "boy" => "fall",
            "winter" or "moy" => "winter",
            "spring" or "eoy" => "spring",
            "summer" => "summer",
            _ => null,
        };

    /// <summary>The months in which a test of a window can be taken, or null where the text names none. Wide on purpose: districts set their own windows, and only what fits none of them is a fault.</summary>
    public static IReadOnlyList<int>? MonthsOf(string? window) => window?.ToLowerInvariant() switch
    {
        { } w when w.Contains("fall", StringComparison.Ordinal) => [7, 8, 9, 10, 11, 12],
        { } w when w.Contains("winter", StringComparison.Ordinal) => [11, 12, 1, 2, 3],
        { } w when w.Contains("spring", StringComparison.Ordinal) => [2, 3, 4, 5, 6, 7],
        _ => null,
    };

    /// <summary>
    /// The school year of a term's name: "Fall 2025-2026", or a season of one calendar year, "Fall 2025". A winter or a summer of one calendar year can lie in two school years:
    /// it is the day's, where the day lies in one of them. Null where the name ends with no year.
    /// </summary>
    public static SchoolYear? YearOf(string term, DateOnly? day)
    {
        var named = term.Split(' ')[^1];
        if (!SchoolYear.TryParse(named, out var year))
            return null;
        var isOneCalendarYear = named.Length == 4;
        if (!isOneCalendarYear || !SchoolYear.TryParse((year.Ends + 1).ToString(CultureInfo.InvariantCulture), out var next))
            return year;
        return Window(term) switch
        {
            "fall" => next,
            "winter" or "summer" when day is { } d && SchoolYear.Of(d) == next => next,
            _ => year,
        };
    }

    /// <summary>For files that name no window: August to November is fall, December to February winter, and the rest of the school year spring.</summary>
    public static string Season(DateOnly day) => day.Month switch
    {
        >= 8 and <= 11 => "fall",
        12 or <= 2 => "winter",
        _ => "spring",
    };
}
