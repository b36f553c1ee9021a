using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.SampleDistrict;

/// <summary>A student of the sample district with what the roster knows and what nobody sees.</summary>
internal sealed class Student
{
    public required int Index { get; init; }
    public required int Family { get; init; }
    public required int Zone { get; init; }
    public required string GivenName { get; init; }
    public required bool Female { get; init; }
    public required DateOnly Born { get; init; }
    public required Latent Latent { get; init; }

    /// <summary>The family that the sample family account belongs to stays for all four years.</summary>
    public bool Stays { get; init; }

    public List<Spell> Spells { get; } = [];

    public string FamilyName => Names.Family(Index);
    public string SourcedId => Text.Of($"mvs-{Index:000000}");
    public string Guardian => Population.GuardianId(Family);

    // The last digit is a check digit, as many SISs have it; the numbers keep their leading zeros.
    public string Number => Text.Of($"{Index + 400:000000}{(Index + 400) * 7 % 10}");
}

/// <summary>One stretch of a student's enrollment in one school in one year; both dates are days enrolled.</summary>
internal sealed class Spell
{
    public const string EndOfYear = "End of school year", Graduated = "Graduated", Transferred = "Transferred", Withdrawn = "Withdrawn", DroppedOut = "Dropout";

    public required Student Student { get; init; }
    public required School School { get; init; }
    public required SchoolYear Year { get; init; }
    public required int Grade { get; init; }
    public required DateOnly Entry { get; init; }
    public required string EntryCode { get; init; }

    /// <summary>The last day enrolled; null while the student is still enrolled.</summary>
    public DateOnly? Exit { get; set; }
    public string? ExitReason { get; set; }

    public bool Covers(DateOnly day) => day >= Entry && (Exit is null || day <= Exit);

    /// <summary>Engagement on a day with the school's climate and, in one grade this year, its slipping.</summary>
    public double EngagementOn(DateOnly day, bool signal) => signal
        ? Student.Latent.EngagementOn(day) + School.Climate - Slipping.On(this, day)
        : 0;
}

/// <summary>Grade 7 of Lakeview Middle School slips from October 2025 on, so that the district page has something to find.</summary>
internal static class Slipping
{
    const int Grade = 7;
    const double Deepest = 1.15;
    static readonly DateOnly From = new(2025, 10, 1);

    public static double On(Spell spell, DateOnly day) =>
        spell.Grade != Grade || spell.School != Schools.Lakeview || day < From ? 0 : Math.Min(Deepest, 0.3 + (day.DayNumber - From.DayNumber) * 0.009);
}
