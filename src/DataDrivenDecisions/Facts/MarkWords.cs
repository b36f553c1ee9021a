using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>
/// What a mark has in common with those of its class, term and letter. A district has millions of marks and some ten thousand of these: a mark holds one of them, so that it is small, and what is told from words is told once.
/// </summary>
sealed record MarkWords
{
    static readonly string[] MathematicsWords = ["math", "algebra", "geometry", "calculus", "statistics", "trigonometry", "prealgebra", "precalculus"];
    static readonly string[] EnglishWords = ["english", "language arts", "ela", "literature", "reading", "writing", "literacy"];

    Meaning? _meaning;

    public MarkWords()
    {
    }

    // Other words have another meaning: what was told of these is not taken along.
    MarkWords(MarkWords other) => (CourseName, Subject, IsCore, IsWeightedCourse, IsHonorsCourse, Term, SchoolYearEnds, MarkType, Mark, CreditsAttempted, CreditsEarned) = other.All;

    Meaning Told => _meaning ??= new Meaning(this);

    /// <summary>The words of a mark of which nothing is said.</summary>
    public static MarkWords None { get; } = new();

    public string? CourseName { get; init; }
    public string? Subject { get; init; }
    public int IsCore { get; init; }
    public int IsWeightedCourse { get; init; }
    public int IsHonorsCourse { get; init; }
    public string? Term { get; init; }
    public int SchoolYearEnds { get; init; }
    public string? MarkType { get; init; }
    public string? Mark { get; init; }
    public decimal? CreditsAttempted { get; init; }
    public decimal? CreditsEarned { get; init; }

    /// <summary>The letter that the source gives; null where it gives none, or P, I, W and the like.</summary>
    public LetterMark? Letter => Told.Letter;

    public bool HasNoMark => Told.HasNoMark;
    public bool IsFinal => Told.IsFinal;
    public bool IsDeciding => Told.IsDeciding;
    public bool IsOfSummer => Told.IsOfSummer;

    /// <summary>The part of the year that the term's name says; null where it says none.</summary>
    public YearPart? Named => Told.Named;
    public bool IsMathematics => Told.IsMathematics;
    public bool IsEnglish => Told.IsEnglish;

    public bool Equals(MarkWords? other) => other is not null && (ReferenceEquals(this, other) || All.Equals(other.All));

    public override int GetHashCode() => All.GetHashCode();

    (string? CourseName, string? Subject, int IsCore, int IsWeightedCourse, int IsHonorsCourse, string? Term, int SchoolYearEnds, string? MarkType, string? Mark, decimal? CreditsAttempted, decimal? CreditsEarned) All =>
        (CourseName, Subject, IsCore, IsWeightedCourse, IsHonorsCourse, Term, SchoolYearEnds, MarkType, Mark, CreditsAttempted, CreditsEarned);

    /// <summary>What the words mean.</summary>
    sealed record Meaning
    {
        public Meaning(MarkWords of)
        {
            Letter = LetterMark.TryParse(of.Mark, out var letter) ? letter : null;
            HasNoMark = string.IsNullOrWhiteSpace(of.Mark);
            IsFinal = string.Equals(of.MarkType, "final", StringComparison.OrdinalIgnoreCase);
            IsDeciding = IsFinal || string.Equals(of.MarkType, "semester", StringComparison.OrdinalIgnoreCase);
            IsOfSummer = (of.Term ?? "").Contains("summer", StringComparison.OrdinalIgnoreCase);
            Named = YearPart.Of(of.Term);
            IsMathematics = of.IsCore == 1 && of.Speaks(MathematicsWords);
            IsEnglish = of.IsCore == 1 && !IsMathematics && of.Speaks(EnglishWords);
        }

        public LetterMark? Letter { get; }
        public bool HasNoMark { get; }
        public bool IsFinal { get; }
        public bool IsDeciding { get; }
        public bool IsOfSummer { get; }
        public YearPart? Named { get; }
        public bool IsMathematics { get; }
        public bool IsEnglish { get; }
    }

    bool Speaks(string[] words) => SubjectWords.AreIn(Subject, words) || SubjectWords.AreIn(CourseName, words);
}
