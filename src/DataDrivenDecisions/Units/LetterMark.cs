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

    /// <summary>Points on the common US scale: A 4, B 3, C 2, D 1, F 0, plus and minus 0.3.</summary>
    /// <param name="topPlus">What an A+ is worth; 4.0 in most places.</param>
    public decimal GradePoints(decimal topPlus = 4.0m) =>
        Letter switch { 'A' => 4m, 'B' => 3m, 'C' => 2m, 'D' => 1m, _ => 0m } is > 0 and var plain ? Math.Min(plain + (0.3m * Sign), topPlus) : 0;

    /// <summary>Every letter mark: A to F, each plain, with plus and with minus.</summary>
    public static IReadOnlyList<LetterMark> All { get; } = [.. "ABCDF".SelectMany(letter => new[] { 0, 1, -1 }.Select(sign => new LetterMark(letter, sign)))];

    /// <summary>The usual table, for sources that send no letters: from so many points of 100 on it is that letter; below all of them it is an F.</summary>
    public static IReadOnlyList<(decimal From, LetterMark Letter)> UsualTable { get; } = [(90, new('A', 0)), (80, new('B', 0)), (70, new('C', 0)), (60, new('D', 0))];

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

    /// <summary>The letter of a percentage by the <see cref="UsualTable"/>.</summary>
    public static LetterMark OfPercent(decimal points)
    {
        foreach (var (from, letter) in UsualTable)
            if (points >= from)
                return letter;
        return new('F', 0);
    }

    public override string ToString() => Letter == 0 ? "–" : Letter + (Sign switch { 1 => "+", -1 => "-", _ => "" });
}
