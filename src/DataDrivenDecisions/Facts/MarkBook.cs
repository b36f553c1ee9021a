namespace DataDrivenDecisions.Facts;

/// <summary>One student's marks so far, folded to one line per course section: what it stands at, and whether it was failed.</summary>
public sealed class MarkBook
{
    public MarkBook(IEnumerable<StudentMark> marks) =>
        Sections = [.. marks.GroupBy(m => m.SectionKey).OrderBy(g => g.Key).Select(g => new Line([.. g.OrderBy(m => m.KnownOn).ThenBy(m => m.IsDeciding)]))];

    const int Lately = 4;

    // A student is looked at by one indicator or input after another. Kept any longer, the books of a hundred thousand students are as much work for the collector as their marks.
    [ThreadStatic]
    static (IReadOnlyList<StudentMark> Marks, MarkBook Book)[]? lately;

    [ThreadStatic]
    static int next;

    /// <summary>The book of a list of marks, made once for those who ask for it one after another; the list must not change.</summary>
    public static MarkBook Of(IReadOnlyList<StudentMark> marks)
    {
        lately ??= new (IReadOnlyList<StudentMark>, MarkBook)[Lately];
        foreach (var (made, book) in lately)
            if (ReferenceEquals(made, marks))
                return book;
        next = (next + 1) % Lately;
        return (lately[next] = (marks, new MarkBook(marks))).Book;
    }

    public IReadOnlyList<Line> Sections { get; }

    public int Failed => Sections.Count(s => s.IsFailed);
    public int FailedCore => Sections.Count(s => s.IsFailed && s.Latest.IsCore == 1);
    public int StandingAtD => Sections.Count(s => !s.IsFailed && s.Latest.Letter is { Letter: 'D' });

    /// <summary>One section's marks, oldest first.</summary>
    public sealed class Line(IReadOnlyList<StudentMark> marks)
    {
        public IReadOnlyList<StudentMark> Marks { get; } = marks;

        /// <summary>The newest mark; of two posted on one day the one that decides the course.</summary>
        public StudentMark Latest => Marks[^1];

        /// <summary>A semester or final F stays a failure; a quarter F counts while it is the newest mark.</summary>
        public bool IsFailed => Latest.IsFailing || Marks.Any(m => m is { IsDeciding: true, IsFailing: true });

        /// <summary>
        /// The marks that bring the course's credits, each credit once: those with credits outside of summer, without the marks of terms whose credits a final mark of the course has taken up.
        /// </summary>
        public IReadOnlyList<StudentMark> Credited => credited ??= [.. Carrying.Where(m => !IsTakenUp(m))];

        /// <summary>F among the marks that carry credits. A final F is no further one when a term's mark that it takes up is an F.</summary>
        public int CreditFailures => Carrying.Count(m => m.IsFailing && !(m.IsFinal && Carrying.Any(term => term.IsFailing && TakesUp(m, term))));

        /// <summary>A term's mark whose credits are in a final mark of the course.</summary>
        public bool IsTakenUp(StudentMark mark) => mark is { IsFinal: false, CarriesCredits: true } && Carrying.Any(final => final.IsFinal && TakesUp(final, mark));

        /// <summary>The letters that decide the course, each part of it once: without those of terms that the letter of a final mark takes up.</summary>
        public IEnumerable<StudentMark> DecidingLetters => Marks.Where(m => m is { IsDeciding: true, Letter: not null }
            && !Marks.Any(final => final is { IsFinal: true, Letter: not null } && TakesUp(final, m)));

        // A final mark that is named by a term is either the whole course's, with more credits than a term's mark, or that term's alone.
        static bool TakesUp(StudentMark final, StudentMark term) => !term.IsFinal && final.Part?.Ends >= (term.Part?.Ends ?? YearPart.Year)
            && (final.NamedPart is not { } named || term.Part?.Begins >= named.Begins || final.CreditsAttempted > term.CreditsAttempted);

        IEnumerable<StudentMark> Carrying => Marks.Where(m => m is { CarriesCredits: true, IsOfSummer: false });

        IReadOnlyList<StudentMark>? credited;

        /// <summary>The newest percentage, or null when every mark is a pass, an incomplete or blank.</summary>
        public decimal? Points => Marks.LastOrDefault(m => m.Points is not null)?.Points;
    }
}
