namespace DataDrivenDecisions.Facts;

/// <summary>
/// What a ninth grader has earned by the Chicago on-track rule: at least five full-year credits by the end of the year, and no more than one semester F in a core course
/// (University of Chicago Consortium). Summer courses do not count.
/// </summary>
/// <param name="Earned">Credits earned, in full-year courses.</param>
/// <param name="CoreFailures">F in core courses among the marks that carry credits.</param>
/// <param name="Twelfths">How much of the year is over by its marks, in twelfths.</param>
/// <param name="Thirds">Marks of trimesters among them, whose thirds of a credit are written as .33.</param>
public sealed record FreshmanCredits(decimal Earned, int CoreFailures, int Twelfths, int Thirds = 0)
{
    /// <summary>Full-year courses to be earned by the end of the year.</summary>
    public const decimal ByEndOfYear = 5;
    public const int CoreFailuresAllowed = 1;

    const decimal LostByAThird = 0.0034m;

    /// <summary>The marks of the whole year are in.</summary>
    public bool IsWholeYear => Twelfths == YearPart.Year;

    /// <summary>Credits needed so far: the year's in equal parts, which after the first of two semesters is the 2.5 of the interim rule.</summary>
    public decimal Needed => ByEndOfYear * Twelfths / YearPart.Year;

    /// <summary>Credits that are missing so far; what rounding has taken from thirds is not.</summary>
    public decimal Missing => Earned + (Thirds * LostByAThird) >= Needed ? 0 : Needed - Earned;

    public bool IsOnTrack => Missing == 0 && CoreFailures <= CoreFailuresAllowed;

    /// <summary>Counts a student's marks; null without a mark that carries credits, and while the only such marks are finals of courses that ended before the first semester did.</summary>
    /// <param name="book">Marks of the year.</param>
    /// <param name="creditsPerFullYearCourse">How many of the source's credits make one full-year course.</param>
    public static FreshmanCredits? Of(MarkBook book, decimal creditsPerFullYearCourse = 1)
    {
        StudentMark[] credited = [.. book.Sections.SelectMany(s => s.Credited)];
        // A semester whose name does not say which one it is is one more half.
        var unnamed = credited.Where(m => m.Part is null).Select(m => m.Term).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        var twelfths = Math.Min(YearPart.Year, YearPart.Covered(credited.Select(m => m.Part).OfType<YearPart>()) + (unnamed * YearPart.Semester));
        return twelfths == 0 ? null : new FreshmanCredits(credited.Sum(m => m.CreditsEarned ?? 0) / creditsPerFullYearCourse,
            book.Sections.Where(s => s.Latest.IsCore == 1).Sum(s => s.CreditFailures), twelfths, credited.Count(m => m.IsOfTrimester));
    }
}
