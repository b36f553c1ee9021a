namespace DataDrivenDecisions.Importing.Formats.Assessments;

/// <summary>
/// What one layout of a vendor's result file says and where: the data behind an <see cref="AssessmentProfileFormat"/>, read from a JSON file in Profiles.
/// docs/assessment-profiles.md tells how such a file is written.
/// </summary>
internal sealed record AssessmentProfile
{
    /// <summary>The layout's name in reports: "STAR skill areas".</summary>
    public required string Name { get; init; }

    /// <summary>Who sells the test.</summary>
    public required string Vendor { get; init; }

    /// <summary>Where the layout is known from, and for which years.</summary>
    public required string LayoutFrom { get; init; }

    /// <summary>The invented example, by its name in the samples.</summary>
    public required string Sample { get; init; }

    /// <summary>Columns that tell this layout from every other, written as <see cref="Format.Headers"/> are.</summary>
    public required IReadOnlyList<string> Headers { get; init; }

    /// <summary>Every column with an id of the student; the first one that is filled is taken.</summary>
    public required IReadOnlyList<string> StudentIds { get; init; }

    /// <summary>Where the file says who the student is beside the id; null where it says nothing.</summary>
    public PersonColumns? Person { get; init; }

    /// <summary>What the vendor writes in place of a score: the row is loaded without one.</summary>
    public IReadOnlyList<string> NotAScore { get; init; } = [];

    /// <summary>Columns that only other editions of the layout have; every other column stands in the sample.</summary>
    public IReadOnlyList<string> OtherEditions { get; init; } = [];

    /// <summary>The results that a row may hold.</summary>
    public required IReadOnlyList<ResultLayout> Results { get; init; }

    /// <summary>Where the fields stand in the editions without headers; the columns have the names that the results use.</summary>
    public IReadOnlyList<FixedLayout> Layouts { get; init; } = [];
}

/// <summary>Where one result of a row stands.</summary>
internal sealed record ResultLayout
{
    /// <summary>Columns by whose shape the file has one such result for each: "Fall * Composite Score". What the star stands for goes into the columns below.</summary>
    public string? Columns { get; init; }

    /// <summary>The row has this result when one of these columns is filled; always, when there are none.</summary>
    public IReadOnlyList<string> When { get; init; } = [];
    public required TextPlace Assessment { get; init; }
    public required TextPlace Subject { get; init; }
    public required DatePlace Date { get; init; }
    public TextPlace? ResultId { get; init; }
    public TextPlace? Year { get; init; }
    public TextPlace? Window { get; init; }
    public TextPlace? Grade { get; init; }
    public NumberPlace? Score { get; init; }
    public NumberPlace? StandardError { get; init; }
    public NumberPlace? Percentile { get; init; }
    public TextPlace? Level { get; init; }

    /// <summary>Why there is no score, which then stands as the level.</summary>
    public TextPlace? Status { get; init; }

    /// <summary>Words by which a score stands for no result: the test was deactivated, or its score is void.</summary>
    public IReadOnlyList<Disowned> NoResult { get; init; } = [];
    public IReadOnlyList<PartLayout> Parts { get; init; } = [];

    /// <summary>The row holds parts of a result that another file brings.</summary>
    public bool PartsOnly { get; init; }

    /// <summary>The same result for one value of the star.</summary>
    public ResultLayout With(string star) => this with
    {
        When = [.. When.Select(w => w.Replace("*", star, StringComparison.Ordinal))],
        Assessment = Assessment.With(star),
        Subject = Subject.With(star),
        Date = Date.With(star),
        Score = Score?.With(star),
        StandardError = StandardError?.With(star),
        Percentile = Percentile?.With(star),
        Level = Level?.With(star),
        NoResult = [.. NoResult.Select(n => n.With(star))],
        Parts = [.. Parts.Select(p => p with { Except = [.. p.Except, star] })],
    };
}

/// <summary>Where one sub-score of a result stands.</summary>
internal sealed record PartLayout
{
    /// <summary>Columns by whose shape the file has one such part for each: "* Scale Score". What the star stands for names the part.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>What the star does not stand for.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];
    public TextPlace Part { get; init; } = new() { Is = "*" };

    /// <summary>What its points count.</summary>
    public required string Measure { get; init; }
    public NumberPlace? Score { get; init; }
    public NumberPlace? StandardError { get; init; }
    public NumberPlace? Percentile { get; init; }
    public TextPlace? Level { get; init; }

    /// <summary>Words by which the sub-score stands for none.</summary>
    public IReadOnlyList<Disowned> NoResult { get; init; } = [];

    /// <summary>The same part for one value of the star.</summary>
    public PartLayout With(string star) => this with
    {
        Columns = [],
        Part = Part.With(star),
        Score = Score?.With(star),
        StandardError = StandardError?.With(star),
        Percentile = Percentile?.With(star),
        Level = Level?.With(star),
        NoResult = [.. NoResult.Select(n => n.With(star))],
    };
}

/// <summary>What a column says where the vendor gives a score that does not count.</summary>
internal sealed record Disowned
{
    public required string Column { get; init; }

    /// <summary>With these words the score does not count. "05" and "5" are the same word.</summary>
    public IReadOnlyList<string> Is { get; init; } = [];

    /// <summary>Where no words are given above: with every word but these the score does not count.</summary>
    public IReadOnlyList<string> Not { get; init; } = [];

    public Disowned With(string star) => this with { Column = Column.Replace("*", star, StringComparison.Ordinal) };
}

/// <summary>Where a text is found. In JSON a plain string names columns ("A|B": the first that is filled), "=Reading" a fixed text.</summary>
internal sealed record TextPlace
{
    /// <summary>A fixed text.</summary>
    public string? Is { get; init; }
    public string? Column { get; init; }

    /// <summary>Its place in a column that holds several side by side.</summary>
    public Slot? Slot { get; init; }

    /// <summary>A text with columns in square brackets; nothing when one of them is blank.</summary>
    public string? Text { get; init; }

    /// <summary>What the vendor's codes mean; a code that is not here means nothing. "07" and "7" are the same code.</summary>
    public IReadOnlyDictionary<string, string>? Map { get; init; }

    /// <summary>The first of these words that occurs in the column's text decides.</summary>
    public IReadOnlyDictionary<string, string>? Contains { get; init; }

    /// <summary>What the file is about by which of these columns it has; nothing when it has none or several.</summary>
    public IReadOnlyDictionary<string, string>? HasColumn { get; init; }

    /// <summary>By the day of the test within its school year: the first whose last day (MM-dd) is not passed.</summary>
    public IReadOnlyList<Until>? ByDate { get; init; }

    /// <summary>The column names a term, and its school year is meant: "Fall 2025-2026", "Fall 2025".</summary>
    public bool Term { get; init; }

    /// <summary>The column holds a date, which is said in this way of writing however the file writes it: the identity of a result must not hang on a spelling.</summary>
    public string? DateAs { get; init; }

    /// <summary>What the report counts where this is what is taken, as the end of the sentence "3 rows …".</summary>
    public string? Tell { get; init; }

    /// <summary>The rule under which a row is rejected when this says nothing.</summary>
    public string? Must { get; init; }

    /// <summary>Where to look next when this says nothing.</summary>
    public TextPlace? Else { get; init; }

    public TextPlace With(string star) => this with
    {
        Is = Is?.Replace("*", star, StringComparison.Ordinal),
        Column = Column?.Replace("*", star, StringComparison.Ordinal),
        Text = Text?.Replace("*", star, StringComparison.Ordinal),
        Else = Else?.With(star),
    };
}

/// <summary>The last day of a stretch of the school year, and what it is called.</summary>
/// <param name="To">MM-dd; null for the rest of the year.</param>
/// <param name="Is">Its name.</param>
internal sealed record Until(string? To, string Is);

/// <summary>Where a number is found. In JSON a plain string names columns.</summary>
internal sealed record NumberPlace
{
    public required string Column { get; init; }

    /// <summary>What is below has slipped a column.</summary>
    public decimal? Least { get; init; }
    public decimal? Most { get; init; }

    /// <summary>A row without it is rejected.</summary>
    public bool Needed { get; init; }

    /// <summary>A Lexile or Quantile measure: "415L", "BR400L" (400 below zero), and "BR" alone, which is no number.</summary>
    public bool Lexile { get; init; }

    /// <summary>Its place in a field that holds several numbers side by side.</summary>
    public Slot? Slot { get; init; }

    public NumberPlace With(string star) => this with { Column = Column.Replace("*", star, StringComparison.Ordinal) };
}

/// <summary>One of several numbers that stand in one field without a delimiter.</summary>
/// <param name="Width">How many characters each has.</param>
/// <param name="Place">Which of them, from 1.</param>
/// <param name="Of">How many there are; blanks lost at the beginning are known by it.</param>
internal sealed record Slot(int Width, int Place, int Of)
{
    /// <summary>This number's text. Blanks lost at the beginning of the field are put back: its numbers are written flush right.</summary>
    public string In(string raw)
    {
        var whole = raw.Length < Width * Of ? raw.PadLeft(Width * Of) : raw;
        return whole.Substring((Place - 1) * Width, Width).Trim();
    }
}

/// <summary>Where the day of the test is found. In JSON a plain string names columns.</summary>
internal sealed record DatePlace
{
    public string? Column { get; init; }

    /// <summary>How the vendor writes it where no usual reading fits: "MMddyyyy"; without a day in it the first of the month is taken, and told.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];

    /// <summary>MM-dd: the day that stands for a year alone.</summary>
    public string? Day { get; init; }

    /// <summary>The latest day in columns of this shape, when the column is blank.</summary>
    public string? Latest { get; init; }

    /// <summary>The school year's column and the day (MM-dd) that stands for it, when no day is given.</summary>
    public YearDay? OrYear { get; init; }

    public DatePlace With(string star) => this with { Column = Column?.Replace("*", star, StringComparison.Ordinal) };
}

/// <summary>A day that stands for a school year.</summary>
/// <param name="Column">The column with the school year.</param>
/// <param name="Day">MM-dd.</param>
internal sealed record YearDay(string Column, string Day)
{
    /// <summary>The day for tests of a window that has one of its own: fall, winter, spring or summer.</summary>
    public IReadOnlyDictionary<string, string> Windows { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The day for a window, or for tests of none.</summary>
    public string DayOf(string? window) => window is not null && Windows.TryGetValue(window, out var day) ? day : Day;
}
