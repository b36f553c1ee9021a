using System.Globalization;

namespace DataDrivenDecisions.Importing.Formats.Assessments;

/// <summary>
/// Reads scores as a profile says. What is no number is a reject, unless the profile names it as the vendor's word for "no score"; percent signs, and the
/// signs before and behind a number that say "at least" or "more than", are taken off and told. A sub-score that is no number costs the row nothing but
/// itself, and is told.
/// </summary>
internal sealed class ProfileNumbers(Row row, BoundProfile bound, bool ofParts = false)
{
    const string NoNumber = "This is no number.", WriteDigits = "Write digits, with a point before decimals, or leave it blank.";
    const string BelowZero = "BR", Emerging = "EM";

    /// <summary>The number, or null when there is none.</summary>
    public decimal? Read(NumberPlace? place)
    {
        if (place is null)
            return null;
        var at = bound.Places(place.Column).FirstOrDefault(p => row.TextAt(p) is not null, -1);
        if (at < 0)
        {
            if (place.Needed)
                row.RejectAt(bound.Places(place.Column).FirstOrDefault(-1), "required-blank", "The column must not be blank.", "Fill it at the source, or leave the row out.");
            return null;
        }
        var text = place.Slot is { } slot ? slot.In(row.RawAt(at)) : row.TextAt(at)!;
        if (text.Length == 0)
            return null;
        if (bound.NotAScore.TryGetValue(text, out var word))
        {
            row.Note($"had \"{word}\" in place of a score, which was left out");
            return null;
        }
        return Number(text, place, at);
    }

    /// <summary>A percentile rank, 1 to 99; 0 and 100, which some vendors write for the ends of the scale, are taken as 1 and 99 and told.</summary>
    public int? Percentile(NumberPlace? place)
    {
        if (Read(place) is not { } number)
            return null;
        var at = bound.Places(place!.Column).FirstOrDefault(-1);
        if (number != decimal.Truncate(number))
        {
            Unreadable(at, "This is no whole number.", "Write it without decimals.");
            return null;
        }
        if (number is < 0 or > 100)
        {
            row.RejectAt(at, "number-out-of-range", "The number is not between 1 and 99.", "Correct the number at its source.");
            return null;
        }
        if (number is 0 or 100)
            row.Note("had a percentile of 0 or 100, which was taken as 1 or 99");
        return (int)Math.Clamp(number, 1, 99);
    }

    decimal? Number(string text, NumberPlace place, int at)
    {
        var plain = place.Lexile ? Measure(text) : Bare(text);
        if (place.Lexile && plain.Length == 0)
        {
            row.Note("had a Lexile or Quantile measure without a number, such as BR, which was left out");
            return null;
        }
        if (!decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            Unreadable(at, NoNumber, WriteDigits);
            return null;
        }
        if ((place.Least is { } least && number < least) || (place.Most is { } most && number > most))
        {
            row.RejectAt(at, "number-out-of-range", "The number lies outside the scale of this test.", "Correct the number at its source.");
            return null;
        }
        return number;
    }

    /// <summary>The place of a sub-score of the row that was no number and was left out, or -1.</summary>
    public int LeftOut { get; private set; } = -1;

    /// <summary>Makes the row a reject for a sub-score that was left out, where it says nothing else.</summary>
    public void RejectLeftOut() => row.RejectAt(LeftOut, "number-unreadable", NoNumber, WriteDigits);

    void Unreadable(int at, string reason, string fix)
    {
        if (!ofParts)
        {
            row.RejectAt(at, "number-unreadable", reason, fix);
            return;
        }
        LeftOut = at;
        row.Note($"had a sub-score in {row.Header.Cells[at].Trim()} that is no number, which was left out");
    }

    string Bare(string text)
    {
        if (text.EndsWith('%'))
        {
            row.Note("had a percent sign behind a number, which was taken off");
            text = text[..^1].TrimEnd();
        }
        var bare = text.TrimStart('<', '>', '≤', '≥', '=', ' ');
        if (bare.EndsWith('+'))
            bare = bare[..^1];
        if (bare.Length != text.Length)
            row.Note("had a sign for less, more or at least beside a number, which was read as the number itself");
        return bare;
    }

    // MetaMetrics: BR (below zero, "beginning reader") and EM ("emerging mathematician") count down from zero.
    static string Measure(string text)
    {
        var plain = text.ToUpperInvariant().TrimEnd('L', 'Q').Trim();
        if (!plain.StartsWith(BelowZero, StringComparison.Ordinal) && !plain.StartsWith(Emerging, StringComparison.Ordinal))
            return plain;
        return plain[2..].Trim() is { Length: > 0 } below ? "-" + below : "";
    }
}
