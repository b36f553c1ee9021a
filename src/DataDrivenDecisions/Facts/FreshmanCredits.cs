namespace DataDrivenDecisions.Facts;

/// <summary>
/// What a ninth grader has earned by the Chicago on-track rule: at least five full-year credits by the end of the year, and no more than one semester F in a core course
/// (University of Chicago Consortium). Summer courses do not count.
/// </summary>
/// <param name="Earned">Credits earned, in full-year courses.</param>
/// <param name="CoreFailures">Semester and final F in core courses.</param>
/// <param name="IsWholeYear">Marks of more than one term, or final marks, are in.</param>
public sealed record FreshmanCredits(decimal Earned, int CoreFailures, bool IsWholeYear)
{
    /// <summary>Full-year courses to be earned by the end of the year, and after the first of two terms.</summary>
    public const decimal ByEndOfYear = 5, AfterFirstTerm = 2.5m;
    public const int CoreFailuresAllowed = 1;

    public decimal Needed => IsWholeYear ? ByEndOfYear : AfterFirstTerm;
    public bool IsOnTrack => Earned >= Needed && CoreFailures <= CoreFailuresAllowed;

    /// <summary>Counts a student's marks; null without a semester or final mark that gives credits.</summary>
    /// <param name="marks">Marks of the year.</param>
    /// <param name="creditsPerFullYearCourse">How many of the source's credits make one full-year course.</param>
    public static FreshmanCredits? Of(IEnumerable<StudentMark> marks, decimal creditsPerFullYearCourse = 1)
    {
        StudentMark[] deciding = [.. marks.Where(m => Earns(m) && !IsSummer(m))];
        return deciding.Length == 0 ? null : new FreshmanCredits(
            deciding.Sum(m => m.CreditsEarned ?? 0) / creditsPerFullYearCourse,
            deciding.Count(m => m is { IsFailing: true, IsCore: 1 }),
            deciding.Select(m => m.Term).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1 || deciding.Any(m => string.Equals(m.MarkType, "final", StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>True for a semester or final mark with credits behind it.</summary>
    public static bool Earns(StudentMark mark) => mark is { IsDeciding: true, CreditsAttempted: > 0 };

    public static bool IsSummer(StudentMark mark) => (mark.Term ?? "").Contains("summer", StringComparison.OrdinalIgnoreCase);
}
