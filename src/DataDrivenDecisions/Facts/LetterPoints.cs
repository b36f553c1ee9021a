using System.Globalization;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>What a letter mark is worth, as words of a question: the same rules by which <see cref="StudentMark"/> reads one mark, for adding up millions of them.</summary>
static class LetterPoints
{
    /// <summary>Grade points in tenths on the common US scale (A 40, B+ 33); nothing where the mark is not a letter.</summary>
    public static string Tenths { get; } = Each(l => l.GradePoints() * 10);

    /// <summary>1 for an F, 0 for another letter; nothing where the mark is not a letter.</summary>
    public static string IsFailing { get; } = Each(l => l.IsFailing ? 1 : 0);

    /// <summary>The percentage in ten-thousandths: the source's, else the middle of the letter's band; nothing for P, I, W and the like.</summary>
    public static string TenThousandths { get; } =
        $"COALESCE(CAST(m.percent_points * 10000 AS BIGINT), {Each(l => l.PercentPoints * 10000)})";

    // A mark that is blank is the letter of its percentage; a letter is read whether large or small.
    static string Each(Func<LetterMark, decimal> value)
    {
        var letters = string.Concat(LetterMark.All.GroupBy(value).Select(g =>
            $"WHEN m.letter_mark IN ({string.Join(", ", g.SelectMany(l => new[] { $"{l}", $"{l}".ToLowerInvariant() }.Distinct()).Select(l => $"'{l}'"))}) THEN {Whole(g.Key)} "));
        var percents = string.Concat(LetterMark.UsualTable.Select(t => $"WHEN m.percent_points >= {Whole(t.From)} THEN {Whole(value(t.Letter))} "));
        return $"CASE {letters}WHEN m.letter_mark IS NOT NULL AND m.letter_mark <> '' THEN NULL {percents}WHEN m.percent_points IS NOT NULL THEN {Whole(value(LetterMark.OfPercent(0)))} END";
    }

    static string Whole(decimal value) => value.ToString("0", CultureInfo.InvariantCulture);
}
