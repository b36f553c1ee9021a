namespace DataDrivenDecisions.SampleDistrict;

/// <summary>On which days a school has submitted its attendance: nearly always, but not Ridgeline on four days, and not yet Sunrise on the sample's day.</summary>
internal static class Submissions
{
    static readonly HashSet<DateOnly> RidgelineMissed = [new(2024, 11, 7), new(2025, 10, 9), new(2025, 12, 4), new(2026, 2, 19)];

    public static bool IsSubmitted(School school, DateOnly day) =>
        !(school == Schools.Ridgeline && RidgelineMissed.Contains(day)) && !(school == Schools.Sunrise && day == MapleValley.Day);

    /// <summary>When the office pressed the button: in the afternoon, local time.</summary>
    public static string SubmittedAt(ulong seed, School school, DateOnly day)
    {
        var rng = Rng.For(seed, Stream.Submission, day.DayNumber, int.Parse(school.Number, System.Globalization.CultureInfo.InvariantCulture));
        return Text.Of($"{Text.Iso(day)}T{rng.Between(15, 17):00}:{rng.Below(60):00}:00");
    }
}
