using System.Data.Common;

namespace DataDrivenDecisions.Facts;

/// <summary>
/// Reads a year's marks of everybody column by column. A district has millions of them, whose words are a few hundred: each word is kept once, or the collector is busier with them than the night with judging.
/// </summary>
sealed class MarkReading
{
    readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);

    /// <summary>The columns in the order in which <see cref="Read"/> takes them, over <c>seen.mark m</c>.</summary>
    public const string Columns = """
        SELECT m.student_key AS StudentKey, m.section_key AS SectionKey, m.course_name AS CourseName, m.subject AS Subject, CAST(m.is_core AS INT) AS IsCore,
               CAST(m.is_weighted_course AS INT) AS IsWeightedCourse, CAST(m.is_honors_course AS INT) AS IsHonorsCourse, m.term AS Term, CAST(m.school_year AS INT) AS SchoolYearEnds,
               m.mark_type AS MarkType, m.letter_mark AS Mark, m.percent_points AS PercentPoints, m.credits_attempted AS CreditsAttempted, m.credits_earned AS CreditsEarned,
               COALESCE(m.posted_date, m.load_date) AS KnownOn
        """;

    /// <summary>The mark in a row of <see cref="Columns"/>.</summary>
    public StudentMark Read(DbDataReader row) => new()
    {
        StudentKey = row.GetInt32(0), SectionKey = row.GetInt32(1), CourseName = Word(row, 2), Subject = Word(row, 3), IsCore = Number(row, 4), IsWeightedCourse = Number(row, 5),
        IsHonorsCourse = Number(row, 6), Term = Word(row, 7), SchoolYearEnds = row.GetInt32(8), MarkType = Word(row, 9), Mark = Word(row, 10), PercentPoints = Fraction(row, 11),
        CreditsAttempted = Fraction(row, 12), CreditsEarned = Fraction(row, 13), KnownOn = row.GetFieldValue<DateOnly>(14),
    };

    static int Number(DbDataReader row, int column) => row.IsDBNull(column) ? 0 : row.GetInt32(column);

    static decimal? Fraction(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDecimal(column);

    string? Word(DbDataReader row, int column)
    {
        if (row.IsDBNull(column))
            return null;
        var word = row.GetString(column);
        if (_words.TryGetValue(word, out var kept))
            return kept;
        _words[word] = word;
        return word;
    }
}
