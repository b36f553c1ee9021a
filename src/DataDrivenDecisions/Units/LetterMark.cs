namespace DataDrivenDecisions.Units;

/// <summary>
/// A course mark as a letter, A to F with plus or minus. Marks that say nothing of achievement (P, W, I, NG, transfer marks, blank) are not letter marks.
/// </summary>
public readonly record struct LetterMark
{
    LetterMark(char letter, int sign) => (Letter, Sign) = (letter, sign);

    /// <summary>'A', 'B', 'C', 'D' or 'F'.</summary>
    public char Letter { get; }

    /// <summary>1 for plus, -1 for minus, 0 for neither.</summary>
    public int Sign { get; }

    public bool IsFailing => Letter == 'F';

    /// <summary>The middle of the letter's band, in points of 100: A 95, B 85, C 75, D 65, F 55 (Ed-Fi early warning starter kit).</summary>
    public decimal PercentPoints => Letter switch { 'A' => 95, 'B' => 85, 'C' => 75, 'D' => 65, _ => 55 };

    /// <summary>Reads "A", "b+", "C-"; false for P, W, I, NG, blank and all else ("E" is excellent in one school and a failure in another).</summary>
    public static bool TryParse(string? text, out LetterMark mark)
    {
        mark = default;
        var t = (text ?? "").Trim().ToUpperInvariant();
        if (t.Length is 0 or > 2)
            return false;
        var letter = t[0];
        var sign = t.Length == 1 ? 0 : t[1] switch { '+' => 1, '-' or '\u2212' => -1, _ => 9 };
        if (letter is not ('A' or 'B' or 'C' or 'D' or 'F') || sign == 9)
            return false;
        mark = new LetterMark(letter, sign);
        return true;
    }

    /// <summary>The letter of a percentage by the usual table (90, 80, 70, 60), for sources that send no letters.</summary>
    public static LetterMark OfPercent(decimal points) => new(points switch { >= 90 => 'A', >= 80 => 'B', >= 70 => 'C', >= 60 => 'D', _ => 'F' }, 0);

    public override string ToString() => Letter == 0 ? "–" : Letter + (Sign switch { 1 => "+", -1 => "-", _ => "" });
}
