using System.Globalization;

namespace DataDrivenDecisions.SampleDistrict;

/// <summary>Dates and numbers as the sample files write them, the same in every country.</summary>
internal static class Text
{
    public static string Of(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);
    public static string Iso(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
    public static string American(DateOnly date) => date.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);
    public static string ShortAmerican(DateOnly date) => date.ToString("M/d/yyyy", CultureInfo.InvariantCulture);
    public static string Grade(int grade) => grade == 0 ? "KG" : grade.ToString("00", CultureInfo.InvariantCulture);

    /// <summary>"2025-2026", as assessment vendors write a school year.</summary>
    public static string LongYear(Units.SchoolYear year) => Of($"{year.Ends - 1}-{year.Ends}");
}
