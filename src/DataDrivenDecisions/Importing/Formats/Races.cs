using System.Text.RegularExpressions;
using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>One answer to the questions for race and ethnicity, of which the seven groups of the federal report are made.</summary>
internal enum Race
{
    /// <summary>Nothing that a group is made of: declined, other, not known.</summary>
    Unsaid,
    Hispanic,
    AmericanIndian,
    Asian,
    Black,
    PacificIslander,
    White,

    /// <summary>Two or more, where the source does not say which.</summary>
    Several,
}

/// <summary>Race and ethnicity as sources write them, brought to answers. What no table knows is told with its count and makes no group of its own.</summary>
internal static partial class Races
{
    static readonly char[] BetweenRaces = [',', ';', '|', '('], BetweenWords = ['/'];

    // Words of the federal report and of Ed-Fi's Data Standard 5.2, and the letters that most products use. Numbers are a state's or district's own and say nothing by themselves.
    static readonly CodeTable<Race> Words = new("race", Race.Unsaid, "unknown",
        ("H", Race.Hispanic), ("Hispanic", Race.Hispanic), ("Latino", Race.Hispanic), ("Latina", Race.Hispanic), ("Latinx", Race.Hispanic), ("Latine", Race.Hispanic), ("Latino of any race", Race.Hispanic),
        ("Hispanic or Latino", Race.Hispanic), ("Hispanic Latino", Race.Hispanic), ("Hispanic or Latino of any race", Race.Hispanic), ("Hispanic of any race", Race.Hispanic),
        ("I", Race.AmericanIndian), ("American Indian", Race.AmericanIndian), ("Native American", Race.AmericanIndian), ("Alaska Native", Race.AmericanIndian), ("Alaskan Native", Race.AmericanIndian),
        ("American Indian or Alaska Native", Race.AmericanIndian), ("American Indian or Alaskan Native", Race.AmericanIndian), ("American Indian - Alaska Native", Race.AmericanIndian), ("American Indian - Alaskan Native", Race.AmericanIndian),
        ("A", Race.Asian), ("Asian", Race.Asian), ("Asian American", Race.Asian),
        ("B", Race.Black), ("Black", Race.Black), ("African American", Race.Black), ("African-American", Race.Black), ("Black or African American", Race.Black), ("Black - African American", Race.Black), ("Black African American", Race.Black),
        ("P", Race.PacificIslander), ("Native Hawaiian", Race.PacificIslander), ("Hawaiian", Race.PacificIslander), ("Pacific Islander", Race.PacificIslander), ("Other Pacific Islander", Race.PacificIslander),
        ("Native Hawaiian or Other Pacific Islander", Race.PacificIslander), ("Native Hawaiian or Pacific Islander", Race.PacificIslander), ("Native Hawaiian - Pacific Islander", Race.PacificIslander), ("Hawaiian or Pacific Islander", Race.PacificIslander),
        ("W", Race.White), ("White", Race.White), ("Caucasian", Race.White), ("Middle Eastern or North African", Race.White),
        ("M", Race.Several), ("Two or more", Race.Several), ("Two or more races", Race.Several), ("2 or more", Race.Several), ("2 or more races", Race.Several), ("Multiracial", Race.Several), ("Multi-racial", Race.Several), ("Multi racial", Race.Several),
        ("Multiple", Race.Several), ("Multiple races", Race.Several), ("More than one race", Race.Several),
        ("Non-Hispanic", Race.Unsaid), ("Not Hispanic", Race.Unsaid), ("Non-Hispanic or Latino", Race.Unsaid), ("Not Hispanic or Latino", Race.Unsaid), ("Non-Hispanic/Latino", Race.Unsaid), ("Not Hispanic/Latino", Race.Unsaid),
        ("Not of Hispanic origin", Race.Unsaid), ("Other", Race.Unsaid), ("Unknown", Race.Unsaid), ("Not specified", Race.Unsaid), ("Declined", Race.Unsaid), ("Declined to state", Race.Unsaid), ("Decline to state", Race.Unsaid),
        ("Choose Not to Respond", Race.Unsaid), ("None", Race.Unsaid));

    // PowerSchool's FedEthnicity: 2 is declined, -1 a page without an answer.
    static readonly string[] Unanswered = ["2", "-1", "U", "Unknown", "Declined"];

    /// <summary>What one field says; several races in it are parted by comma, semicolon, bar or slash.</summary>
    public static RaceAnswers Of(Row row, string? text) => Of(row, text is null ? [] : [text]);

    /// <summary>What several values of one field say.</summary>
    public static RaceAnswers Of(Row row, IReadOnlyList<string> values) => new(values.SelectMany(v => Read(row, v)).Where(r => r != Race.Unsaid).ToHashSet());

    /// <summary>What a column of its own says of Hispanic or Latino origin; null where it is blank, declined or says neither, which is told.</summary>
    public static bool? IsHispanic(Row row, string column)
    {
        if (row.TextOrNull(column) is not { } text || Unanswered.Contains(text, StringComparer.OrdinalIgnoreCase))
            return null;
        var flag = Row.FlagOf(text);
        if (flag is null)
            row.Note($"said \"{text}\" of Hispanic or Latino origin, which is not mapped; it counts as unknown");
        return flag;
    }

    static IEnumerable<Race> Read(Row row, string text)
    {
        if (Words.Knows(text))
            return [Words.Of(row, text)];
        return text.Split(BetweenRaces, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Plain).SelectMany(race => OfOne(row, race));
    }

    // "Hispanic/Latino" is one race in two words and "White/Asian" is two; either way each word says what it says.
    static IEnumerable<Race> OfOne(Row row, string race) =>
        Words.Knows(race) || !race.Contains(BetweenWords[0], StringComparison.Ordinal) ? [Words.Of(row, race)]
        : race.Split(BetweenWords, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word => Words.Of(row, word));

    // Exports write a code before its words ("1: Hispanic/Latino"): the words decide. A code alone stays what it is.
    static string Plain(string race) => Code().Replace(race.TrimEnd(')'), "").Trim();

    [GeneratedRegex(@"^([0-9]{1,3}|[A-Za-z])\s*[:.)-]\s*(?=\S)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}

/// <summary>The answers of one student.</summary>
/// <param name="races">What was said; nothing where the source says nothing that is known.</param>
internal readonly struct RaceAnswers(IReadOnlySet<Race> races)
{
    /// <summary>True or false where anything is known, null otherwise.</summary>
    public bool? Is(Race race) => races.Count == 0 ? null : races.Contains(race);

    /// <summary>The student's demographics with the answers in them.</summary>
    /// <param name="student">What else is said of the student.</param>
    /// <param name="isHispanic">What a column of its own says of Hispanic or Latino origin; it outweighs the races.</param>
    public DemographicsArrival In(DemographicsArrival student, bool? isHispanic) => student with
    {
        IsHispanic = isHispanic ?? (Is(Race.Hispanic) is true ? true : null),
        IsAmericanIndian = Is(Race.AmericanIndian),
        IsAsian = Is(Race.Asian),
        IsBlack = Is(Race.Black),
        IsPacificIslander = Is(Race.PacificIslander),
        IsWhite = Is(Race.White),
        IsTwoOrMore = Is(Race.Several),
    };
}
