using System.Numerics;
using System.Text.RegularExpressions;

namespace DataDrivenDecisions.Facts;

/// <summary>A part of a school year, in twelfths: semesters, trimesters and quarters all begin and end on one.</summary>
/// <param name="Begins">Twelfths of the year that are over when it begins, 0 to 11.</param>
/// <param name="Ends">Twelfths that are over when it ends, 0 to 12.</param>
public readonly partial record struct YearPart(int Begins, int Ends)
{
    /// <summary>Twelfths of a year.</summary>
    public const int Year = 12;
    public const int Semester = 6;
    public const int Trimester = 4;
    public const int Quarter = 3;

    /// <summary>How long it is, in twelfths.</summary>
    public int Length => Ends - Begins;

    /// <summary>Its number among the parts of its length, from 1.</summary>
    public int Number => Length == 0 ? 0 : Ends / Length;

    /// <summary>The part that a term's name gives ("S1", "Fall Semester", "2nd Trimester", "Q4"); null where it gives none.</summary>
    public static YearPart? Of(string? term)
    {
        if (string.IsNullOrWhiteSpace(term) || Named().Match(term) is not { Success: true } named)
            return null;
        if (named.Groups["season"] is { Success: true } season)
            return OfSeason(char.ToLowerInvariant(season.ValueSpan[0]), named.Groups["third"].Success);
        var length = char.ToLowerInvariant(named.Groups["unit"].ValueSpan[0]) switch { 's' => Semester, 't' => Trimester, _ => Quarter };
        return At(length, char.ToLowerInvariant(named.Groups["number"].ValueSpan[0]) switch { '1' => 1, '2' => 2, '3' => 3, '4' => 4, 'f' when named.Groups["number"].Length == "first".Length => 1, 's' => 2, 't' => 3, _ => 4 });
    }

    /// <summary>Twelfths of the year that are covered by any of the parts.</summary>
    public static int Covered(IEnumerable<YearPart> parts) =>
        BitOperations.PopCount(parts.Aggregate(0u, (bits, part) => bits | (((1u << part.Length) - 1) << part.Begins)));

    // Fall and spring are semesters, unless they are said to be trimesters; winter is one of these alone.
    static YearPart? OfSeason(char season, bool isTrimester) => (season, isTrimester) switch
    {
        ('s', _) => At(isTrimester ? Trimester : Semester, isTrimester ? 3 : 2),
        ('w', _) => isTrimester ? At(Trimester, 2) : null,
        _ => At(isTrimester ? Trimester : Semester, 1),
    };

    static YearPart? At(int length, int number) => number * length <= Year ? new YearPart((number - 1) * length, number * length) : null;

    [GeneratedRegex("""
        \b(?<unit>semester|sem|s|trimester|tri|t|quarter|qtr|q)[\s.\-]*(?<number>[1-4])\b
        | \b(?<number>[1-4]|first|second|third|fourth)(?:st|nd|rd|th)?[\s.\-]*(?<unit>semester|sem|trimester|tri|quarter|qtr)\b
        | \b(?<season>fall|autumn|winter|spring)(?:[\s.\-]+(?<third>trimester|tri))?\b
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Named();
}
