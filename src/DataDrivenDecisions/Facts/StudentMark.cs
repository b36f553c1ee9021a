using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One course mark of one student, with the day on which the school could know it.</summary>
public sealed record StudentMark
{
    readonly MarkWords _words = MarkWords.None;

    public StudentMark()
    {
    }

    /// <summary>A mark with words that it shares with others.</summary>
    internal StudentMark(MarkWords words) => _words = words;

    public int StudentKey { get; init; }
    public int SectionKey { get; init; }
    public string? CourseName { get => _words.CourseName; init => _words = _words with { CourseName = value }; }
    public string? Subject { get => _words.Subject; init => _words = _words with { Subject = value }; }

    /// <summary>1 for English, mathematics, science and social studies.</summary>
    public int IsCore { get => _words.IsCore; init => _words = _words with { IsCore = value }; }

    /// <summary>1 for AP, IB and dual enrollment.</summary>
    public int IsWeightedCourse { get => _words.IsWeightedCourse; init => _words = _words with { IsWeightedCourse = value }; }

    /// <summary>1 for honors courses.</summary>
    public int IsHonorsCourse { get => _words.IsHonorsCourse; init => _words = _words with { IsHonorsCourse = value }; }

    public string? Term { get => _words.Term; init => _words = _words with { Term = value }; }

    /// <summary>The calendar year in which the mark's school year ends.</summary>
    public int SchoolYearEnds { get => _words.SchoolYearEnds; init => _words = _words with { SchoolYearEnds = value }; }

    /// <summary>quarter, semester or final; only the last two decide a course.</summary>
    public string? MarkType { get => _words.MarkType; init => _words = _words with { MarkType = value }; }

    public string? Mark { get => _words.Mark; init => _words = _words with { Mark = value }; }

    /// <summary>0 to 100 (and over, with extra credit), or null.</summary>
    public decimal? PercentPoints { get; init; }

    /// <summary>In the source's own credit units.</summary>
    public decimal? CreditsAttempted { get => _words.CreditsAttempted; init => _words = _words with { CreditsAttempted = value }; }

    public decimal? CreditsEarned { get => _words.CreditsEarned; init => _words = _words with { CreditsEarned = value }; }

    /// <summary>The posting date, or the date of the load where the source gives none.</summary>
    public DateOnly KnownOn { get; init; }

    public long? LoadNumber { get; init; }
    public string? FileName { get; init; }
    public long? Line { get; init; }

    /// <summary>Where the mark came from; null unless it was asked for.</summary>
    public RowSource? Source => RowSource.Of(LoadNumber, FileName, Line);

    /// <summary>The letter: the source's, else the percentage's; null for P, I, W and the like.</summary>
    public LetterMark? Letter => _words.Letter ?? (_words.HasNoMark && PercentPoints is { } points ? LetterMark.OfPercent(points) : null);

    /// <summary>The percentage: the source's, else the middle of the letter's band; null is not zero.</summary>
    public decimal? Points => PercentPoints ?? Letter?.PercentPoints;

    public bool IsFailing => Letter is { IsFailing: true };

    /// <summary>The mark of the whole course, whose credits are the course's.</summary>
    public bool IsFinal => _words.IsFinal;

    /// <summary>A semester or final mark: the course is decided by it.</summary>
    public bool IsDeciding => _words.IsDeciding;

    /// <summary>The term is a summer's.</summary>
    public bool IsOfSummer => _words.IsOfSummer;

    /// <summary>
    /// The part of the year that is over with this mark. A semester's or trimester's mark: that term; null where its name does not say which. A final mark: from the year's
    /// beginning to the end of its term, a quarter's counted to the semester before that is over; where the term has no such name, the first semester when the mark was known by then, otherwise the year.
    /// </summary>
    public YearPart? Part => (IsFinal, _words.Named) switch
    {
        (false, var named) => named,
        (true, { } named) => new YearPart(0, named.Length == YearPart.Quarter ? named.Ends / YearPart.Semester * YearPart.Semester : named.Ends),
        (true, null) => new YearPart(0, KnownOn < new DateOnly(Math.Max(SchoolYearEnds, 1), 3, 1) ? YearPart.Semester : YearPart.Year),
    };

    /// <summary>The mark is a trimester's.</summary>
    public bool IsOfTrimester => !IsFinal && _words.Named is { Length: YearPart.Trimester };

    /// <summary>Credits stand behind the mark: a semester or final mark, or a trimester's where the source gives it credits, as quarters get none.</summary>
    public bool CarriesCredits => CreditsAttempted > 0 && (IsDeciding || IsOfTrimester);

    /// <summary>The part of the year that the term's name says; null where it says none.</summary>
    public YearPart? NamedPart => _words.Named;

    public bool IsMathematics => _words.IsMathematics;
    public bool IsEnglish => _words.IsEnglish;

    const string OfYear = """

        FROM   seen.mark m
        WHERE  m.school_year = @year
        """;

    const string Columns = """
        SELECT m.student_key AS StudentKey, m.section_key AS SectionKey, m.course_name AS CourseName, m.subject AS Subject, CAST(m.is_core AS INT) AS IsCore,
               CAST(m.is_weighted_course AS INT) AS IsWeightedCourse, CAST(m.is_honors_course AS INT) AS IsHonorsCourse, m.term AS Term, CAST(m.school_year AS INT) AS SchoolYearEnds,
               m.mark_type AS MarkType, m.letter_mark AS Mark, m.percent_points AS PercentPoints, m.credits_attempted AS CreditsAttempted, m.credits_earned AS CreditsEarned,
               COALESCE(m.posted_date, m.load_date) AS KnownOn
        """, All = Columns + OfYear;

    /// <summary>The year's marks that became known from <paramref name="first"/> to <paramref name="last"/>, both included. One row per student, section, term and mark type.</summary>
    public static Query<StudentMark> Known(SchoolYear year, DateOnly first, DateOnly last) => new(
        MarkReading.Columns + OfYear + " AND COALESCE(m.posted_date, m.load_date) >= @first AND COALESCE(m.posted_date, m.load_date) <= @last", new { year = year.Ends, first, last })
    {
        Reading = () => new MarkReading().Read,
    };

    /// <summary>One student's marks of one year that were known on a day, by the warehouse's key.</summary>
    public static Query<StudentMark> Of(int studentKey, SchoolYear year, DateOnly asOf) => new(
        All + " AND m.student_key = @studentKey AND COALESCE(m.posted_date, m.load_date) <= @asOf", new { studentKey, year = year.Ends, asOf });

    /// <summary>The same with file and line of each mark.</summary>
    public static Query<StudentMark> WithSource(int studentKey, SchoolYear year, DateOnly asOf) => new(
        Columns + """, m."load" AS LoadNumber, m."file" AS FileName, m.line AS Line""" + OfYear + " AND m.student_key = @studentKey AND COALESCE(m.posted_date, m.load_date) <= @asOf",
        new { studentKey, year = year.Ends, asOf });

    /// <summary>The marks that were given in one section in the year and were known on a day.</summary>
    public static Query<StudentMark> In(int sectionKey, SchoolYear year, DateOnly asOf) => new(
        All + " AND m.section_key = @sectionKey AND COALESCE(m.posted_date, m.load_date) <= @asOf", new { sectionKey, year = year.Ends, asOf });
}
