namespace DataDrivenDecisions.Facts;

/// <summary>
/// What a ninth grader has earned by the Chicago on-track rule: at least five full-year credits by the end of the year, and no more than one semester F in a core course
/// (University of Chicago Consortium). Summer courses do not count.
/// </summary>
/// <param name="Earned">Credits earned, in full-year courses.</param>
/// <param name="CoreFailures">F in core courses among the marks that carry credits.</param>
/// <param name="Terms">Terms whose marks are in.</param>
/// <param name="TermsOfYear">Terms that make the year: one for a mark of the whole course, three for trimesters, otherwise two.</param>
/// <param name="Thirds">Marks of trimesters among them, whose thirds of a credit are written as .33.</param>
public sealed record FreshmanCredits(decimal Earned, int CoreFailures, int Terms, int TermsOfYear, int Thirds = 0)
{
    /// <summary>Full-year courses to be earned by the end of the year.</summary>
    public const decimal ByEndOfYear = 5;
    public const int CoreFailuresAllowed = 1;

    /// <summary>Terms of a year by trimesters.</summary>
    public const int Trimesters = 3;

    const int Semesters = 2;
    const decimal LostByAThird = 0.0034m;

    /// <summary>The marks of the whole year are in.</summary>
    public bool IsWholeYear => Terms >= TermsOfYear;

    /// <summary>Credits needed so far: the year's in equal parts, which after the first of two terms is the 2.5 of the interim rule.</summary>
    public decimal Needed => IsWholeYear ? ByEndOfYear : ByEndOfYear * Terms / TermsOfYear;

    /// <summary>Credits that are missing so far; what rounding has taken from thirds is not.</summary>
    public decimal Missing => Earned + (Thirds * LostByAThird) >= Needed ? 0 : Needed - Earned;

    public bool IsOnTrack => Missing == 0 && CoreFailures <= CoreFailuresAllowed;

    /// <summary>Counts a student's marks; null without a mark that carries credits.</summary>
    /// <param name="marks">Marks of the year.</param>
    /// <param name="creditsPerFullYearCourse">How many of the source's credits make one full-year course.</param>
    public static FreshmanCredits? Of(IEnumerable<StudentMark> marks, decimal creditsPerFullYearCourse = 1)
    {
        StudentMark[] deciding = [.. marks.Where(m => m is { CarriesCredits: true, IsOfSummer: false })];
        if (deciding.Length == 0)
            return null;
        var terms = deciding.Select(m => m.Trimester is { } t ? $"trimester {t}" : m.Term).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        var ofYear = deciding.Any(m => string.Equals(m.MarkType, "final", StringComparison.OrdinalIgnoreCase)) ? 1 : deciding.All(m => m.Trimester is not null) ? Trimesters : Semesters;
        return new FreshmanCredits(deciding.Sum(m => m.CreditsEarned ?? 0) / creditsPerFullYearCourse, deciding.Count(m => m is { IsFailing: true, IsCore: 1 }), terms, ofYear,
            deciding.Count(m => m.Trimester is not null));
    }
}
