using System.Globalization;
using System.Text.RegularExpressions;
using DataDrivenDecisions.Importing.Matching;
using DataDrivenDecisions.Importing.Reading;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Mapping.Detecting;

/// <summary>What the values of one column look like, added up row by row.</summary>
internal sealed partial class ColumnLook(string name, int place, RosterLook roster)
{
    // What has more different values than this is no code.
    const int MostCodes = 80, MostDistinct = 20_000;

    readonly Dictionary<string, int> _values = new(StringComparer.OrdinalIgnoreCase);
    readonly int[] _students = new int[roster.Ids.Kinds.Count];

    public string Name { get; } = name;
    public int Place { get; } = place;

    /// <summary>The name taken apart, to be compared with what fields are called.</summary>
    public HeaderWords.Name Called { get; } = HeaderWords.Name.Of(name);

    /// <summary>True where nothing of the column is kept or shown: passwords and Social Security numbers.</summary>
    public bool IsSecret { get; } = Secret.IsHeader(name);
    public DateEvidence Dates { get; } = new();
    public int Rows { get; private set; }
    public int Filled { get; private set; }
    public int DateCount { get; private set; }
    public int NumberCount { get; private set; }
    public int GradeCount { get; private set; }
    public int YearCount { get; private set; }
    public int FlagCount { get; private set; }
    public int SchoolCount { get; private set; }
    public int SpacedCount { get; private set; }
    public int CommaDecimals { get; private set; }
    public int DoubtfulCommas { get; private set; }
    public int PointDecimals { get; private set; }

    /// <summary>The smallest and largest number.</summary>
    public decimal Least { get; private set; } = decimal.MaxValue;
    public decimal Most { get; private set; } = decimal.MinValue;

    /// <summary>The first and last day that can be read without doubt.</summary>
    public DateOnly FirstDay { get; private set; } = DateOnly.MaxValue;
    public DateOnly LastDay { get; private set; } = DateOnly.MinValue;

    /// <summary>A date that can be read two ways.</summary>
    public string? DoubtfulDate { get; private set; }

    /// <summary>A number whose comma can be read two ways.</summary>
    public string? DoubtfulNumber { get; private set; }
    public int Distinct => _values.Count;
    public bool HasFewValues => _values.Count is > 0 and <= MostCodes;

    /// <summary>The different values with their counts, the most frequent first; only where they are few.</summary>
    public IReadOnlyList<(string Value, int Count)> Values => HasFewValues ? [.. _values.Select(v => (v.Key, v.Value)).OrderByDescending(v => v.Value).ThenBy(v => v.Key, StringComparer.Ordinal)] : [];

    /// <summary>All different values that were kept.</summary>
    public IEnumerable<string> Kept => _values.Keys;

    /// <summary>The largest share of values that the roster knows as students, over the kinds of id.</summary>
    public double OnRoster => Filled == 0 || _students.Length == 0 ? 0 : (double)_students.Max() / Filled;

    public double Share(int count) => Filled == 0 ? 0 : (double)count / Filled;

    public void See(string raw)
    {
        Rows++;
        var value = raw.Trim();
        if (value.Length == 0 || IsSecret || Secret.IsValue(value))
            return;
        Filled++;
        if (_values.Count < MostDistinct || _values.ContainsKey(value))
            _values[value] = _values.GetValueOrDefault(value) + 1;
        SpacedCount += value.Contains(' ', StringComparison.Ordinal) ? 1 : 0;
        SeeDate(value);
        SeeNumber(value);
        GradeCount += GradeLevel.TryParse(value, out _) ? 1 : 0;
        YearCount += SchoolYear.TryParse(value, out var year) && year.Ends is > 1990 and < 2100 ? 1 : 0;
        FlagCount += value.ToLowerInvariant() is "y" or "n" or "yes" or "no" or "true" or "false" or "t" or "f" or "0" or "1" ? 1 : 0;
        SchoolCount += roster.School(value) is not null ? 1 : 0;
        for (var i = 0; i < _students.Length; i++)
            _students[i] += roster.Ids.Kinds[i].Student(value) is not null ? 1 : 0;
    }

    void SeeDate(string value)
    {
        if (value.Length < 6 || DateText.Read(value, DateOrder.Untold, out var day) is not (DateReading.Read or DateReading.ReadThoughOtherOrder))
            return;
        // Eight digits are a date only where they read as one of our time.
        if (value.All(char.IsAsciiDigit) && day.Year is < 1980 or > 2100)
            return;
        DateCount++;
        Dates.See(DateText.LookOf(value));
        if (DateText.TrySplit(value, out var a, out var b, out _) && a <= 12 && b <= 12 && a != b)
            DoubtfulDate ??= value;
        else
            (FirstDay, LastDay) = (day < FirstDay ? day : FirstDay, day > LastDay ? day : LastDay);
    }

    void SeeNumber(string value)
    {
        var plain = value.TrimEnd('%');
        if (CommaDecimal().IsMatch(plain))
        {
            CommaDecimals++;
            plain = plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        }
        else if (Thousands().IsMatch(plain))
        {
            DoubtfulCommas++;
            DoubtfulNumber ??= value;
            plain = plain.Replace(",", "", StringComparison.Ordinal);
        }
        if (!decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return;
        NumberCount++;
        PointDecimals += value.Contains('.', StringComparison.Ordinal) && !value.Contains(',', StringComparison.Ordinal) ? 1 : 0;
        (Least, Most) = (Math.Min(Least, number), Math.Max(Most, number));
    }

    [GeneratedRegex(@"^-?\d{1,3}(\.\d{3})*,(\d{1,2}|\d{4,})$|^-?\d+,(\d{1,2}|\d{4,})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex CommaDecimal();

    [GeneratedRegex(@"^-?\d{1,3},\d{3}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Thousands();
}
