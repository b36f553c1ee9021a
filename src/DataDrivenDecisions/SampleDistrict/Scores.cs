using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.SampleDistrict;

/// <summary>One sitting of an assessment; the standing is in spreads above or below the grade's mean.</summary>
internal sealed record Score(Spell Spell, SchoolYear Year, string Window, bool IsMath, DateOnly Date, double Standing, int Minutes);

/// <summary>Fall, winter and spring assessments: what a student can do, with the error of a single test.</summary>
internal static class Scores
{
    public static readonly string[] Windows = ["Fall", "Winter", "Spring"];
    const double Missed = 0.045;

    /// <summary>All sittings of the grades from first to last, for one vendor (1 or 2), up to the evening before the sample's day.</summary>
    public static IEnumerable<Score> Of(SampleOptions options, IReadOnlyList<Student> students, int vendor, int firstGrade, int lastGrade)
    {
        foreach (var spell in students.SelectMany(s => s.Spells))
            if (spell.Grade >= firstGrade && spell.Grade <= lastGrade)
                foreach (var score in Sit(options, spell, vendor))
                    yield return score;
    }

    static IEnumerable<Score> Sit(SampleOptions options, Spell spell, int vendor)
    {
        var calendar = SchoolCalendar.For(spell.Year);
        var rng = Rng.For(options.Seed, Stream.Score, spell.Student.Index, spell.Year.Ends * 100 + vendor * 10 + spell.Student.Spells.IndexOf(spell) % 10);
        for (var window = 0; window < Windows.Length; window++)
            foreach (var isMath in (bool[])[true, false])
            {
                var start = window switch { 0 => 14, 1 => calendar.SchoolDays.Count / 2 - 4, _ => calendar.SchoolDays.Count - 28 };
                var day = calendar.SchoolDays[start + rng.Below(12) + (vendor == 2 ? 3 : 0)];
                double noise = rng.Normal(), missed = rng.Next();
                var minutes = rng.Between(22, 68);
                if (missed < Missed || !spell.Covers(day) || day > MapleValley.PreviousDay)
                    continue;
                yield return new Score(spell, spell.Year, Windows[window], isMath, day, Standing(options, spell, isMath, day, noise), minutes);
            }
    }

    static double Standing(SampleOptions options, Spell spell, bool isMath, DateOnly day, double noise)
    {
        if (!options.Signal)
            return noise;
        var latent = spell.Student.Latent;
        return Strengths.ScoreByAbility * latent.Ability + Strengths.ScoreByAptitude * (isMath ? latent.MathAptitude : -latent.MathAptitude)
            + Strengths.ScoreByEngagement * spell.EngagementOn(day, true) + Strengths.ScoreNoise * noise;
    }
}
