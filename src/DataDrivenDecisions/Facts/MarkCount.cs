using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>How often a letter was given at a school in a year, counted up to the same place in each year.</summary>
public sealed record MarkCount
{
    public int? SchoolKey { get; init; }
    public required int SchoolYear { get; init; }
    public string? Letter { get; init; }
    public required long Count { get; init; }

    /// <summary>True for a mark that says passed or failed; P, I, W and blanks say neither.</summary>
    public bool IsJudged => LetterMark.TryParse(Letter, out _);
    public bool IsFailing => LetterMark.TryParse(Letter, out var letter) && letter.IsFailing;

    public static Query<MarkCount> Through(DateOnly today) => new("""
        SELECT m.school_key AS SchoolKey, m.school_year AS SchoolYear, m.letter_mark AS Letter, COUNT(*) AS Count
        FROM   seen.mark m
        WHERE  m.letter_mark IS NOT NULL AND m.posted_date IS NOT NULL
               AND 100 * (CASE WHEN MONTH(m.posted_date) >= 7 THEN MONTH(m.posted_date) - 7 ELSE MONTH(m.posted_date) + 5 END) + DAY(m.posted_date) <= @place
        GROUP  BY m.school_key, m.school_year, m.letter_mark
        """, new { place = 100 * new Month(today.Month).Position + today.Day });
}
