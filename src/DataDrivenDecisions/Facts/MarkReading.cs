using System.Data.Common;

namespace DataDrivenDecisions.Facts;

/// <summary>
/// Reads a school year's marks of everybody. A district has millions of them, whose words are some thousand: what is said of a class is read with its first mark, and term, letter and credits are known by one text,
/// or a night is busier with reading words and with collecting them than with judging.
/// </summary>
sealed class MarkReading
{
    const string Between = "\u001f";
    const int Betweens = 4;

    /// <summary>The columns in the order in which <see cref="Read"/> takes them, over <c>seen.mark m</c>, of one school year.</summary>
    public const string Columns = $"""
        SELECT m.student_key AS StudentKey, m.section_key AS SectionKey, m.percent_points AS PercentPoints, COALESCE(m.posted_date, m.load_date) AS KnownOn,
               CONCAT(m.term, '{Between}', m.mark_type, '{Between}', m.letter_mark, '{Between}', m.credits_attempted, '{Between}', m.credits_earned) AS Kind,
               m.course_name AS CourseName, m.subject AS Subject, CAST(m.is_core AS INT) AS IsCore, CAST(m.is_weighted_course AS INT) AS IsWeightedCourse, CAST(m.is_honors_course AS INT) AS IsHonorsCourse,
               m.term AS Term, CAST(m.school_year AS INT) AS SchoolYearEnds, m.mark_type AS MarkType, m.letter_mark AS Mark, m.credits_attempted AS CreditsAttempted, m.credits_earned AS CreditsEarned
        """;

    readonly Dictionary<int, Course> _sections = [];
    readonly Dictionary<MarkWords, Course> _courses = [];
    readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);

    /// <summary>What is said of classes of one kind, and the marks that were given there.</summary>
    sealed record Course(MarkWords Words)
    {
        public Dictionary<string, MarkWords> Kinds { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>The mark in a row of <see cref="Columns"/>.</summary>
    public StudentMark Read(DbDataReader row)
    {
        var section = row.GetInt32(1);
        if (!_sections.TryGetValue(section, out var course))
            _sections[section] = course = CourseOf(row);
        return new StudentMark(WordsOf(course, row)) { StudentKey = row.GetInt32(0), SectionKey = section, PercentPoints = Fraction(row, 2), KnownOn = row.GetFieldValue<DateOnly>(3) };
    }

    Course CourseOf(DbDataReader row)
    {
        var words = new MarkWords { CourseName = Word(row, 5), Subject = Word(row, 6), IsCore = Number(row, 7), IsWeightedCourse = Number(row, 8), IsHonorsCourse = Number(row, 9) };
        if (!_courses.TryGetValue(words, out var course))
            _courses[words] = course = new Course(words);
        return course;
    }

    MarkWords WordsOf(Course course, DbDataReader row)
    {
        var kind = row.GetString(4);
        if (course.Kinds.TryGetValue(kind, out var known))
            return known;
        var words = course.Words with
        {
            Term = Word(row, 10), SchoolYearEnds = row.GetInt32(11), MarkType = Word(row, 12), Mark = Word(row, 13), CreditsAttempted = Fraction(row, 14), CreditsEarned = Fraction(row, 15),
        };
        // A source's own text may hold what stands between: then it is not known where one word ends, and nothing is known by it.
        return kind.Count(c => c == Between[0]) == Betweens ? course.Kinds[kind] = words : words;
    }

    static int Number(DbDataReader row, int column) => row.IsDBNull(column) ? 0 : row.GetInt32(column);

    static decimal? Fraction(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDecimal(column);

    string? Word(DbDataReader row, int column)
    {
        if (row.IsDBNull(column))
            return null;
        var word = row.GetString(column);
        return _words.TryGetValue(word, out var kept) ? kept : _words[word] = word;
    }
}
