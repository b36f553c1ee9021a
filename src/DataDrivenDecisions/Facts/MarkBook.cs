using System.Runtime.CompilerServices;

namespace DataDrivenDecisions.Facts;

/// <summary>One student's marks so far, folded to one line per course section: what it stands at, and whether it was failed.</summary>
public sealed class MarkBook
{
    public MarkBook(IEnumerable<StudentMark> marks) =>
        Sections = [.. marks.GroupBy(m => m.SectionKey).OrderBy(g => g.Key).Select(g => new Line([.. g.OrderBy(m => m.KnownOn).ThenBy(m => m.IsDeciding)]))];

    static readonly ConditionalWeakTable<IReadOnlyList<StudentMark>, MarkBook> Made = [];

    /// <summary>The book of a list of marks, made once however often it is asked for; the list must not change.</summary>
    public static MarkBook Of(IReadOnlyList<StudentMark> marks) => Made.GetValue(marks, m => new MarkBook(m));

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

        /// <summary>The newest percentage, or null when every mark is a pass, an incomplete or blank.</summary>
        public decimal? Points => Marks.LastOrDefault(m => m.Points is not null)?.Points;
    }
}
