namespace DataDrivenDecisions.SampleDistrict;

/// <summary>What nobody sees about a student: ability, aptitude, health, conduct, home, and engagement, which changes slowly from month to month.</summary>
internal sealed class Latent
{
    // August 2022 to June 2026.
    const int Months = 47;
    readonly double[] _engagement = new double[Months];

    /// <summary>The latent effects of one student; all zero in a district without signal.</summary>
    public Latent(SampleOptions options, int student, int family)
    {
        if (!options.Signal)
            return;
        var home = Rng.For(options.Seed, Stream.Family, family);
        Home = home.Normal();
        var own = Rng.For(options.Seed, Stream.Latent, student);
        Ability = 0.42 * Home + 0.91 * own.Normal();
        MathAptitude = own.Normal();
        Health = own.Normal();
        var stays = Strengths.EngagementThatStays * own.Normal() + Strengths.EngagementFromHome * Home + Strengths.EngagementFromAbility * Ability;
        Conduct = 0.95 * own.Normal() - 0.20 * stays;
        Drift(Rng.For(options.Seed, Stream.Engagement, student), stays);
    }

    public double Ability { get; }
    public double MathAptitude { get; }
    public double Health { get; }
    public double Conduct { get; }
    public double Home { get; }

    /// <summary>Engagement in the month of a date: mean 0, spread about 1.</summary>
    public double EngagementOn(DateOnly date) => _engagement[Math.Clamp((date.Year - 2022) * 12 + date.Month - 8, 0, Months - 1)];

    void Drift(Rng rng, double stays)
    {
        var step = Math.Sqrt(1 - Strengths.MonthToMonth * Strengths.MonthToMonth);
        var state = rng.Normal();
        for (var month = 0; month < Months; month++)
        {
            _engagement[month] = stays + Strengths.EngagementThatDrifts * state;
            state = Strengths.MonthToMonth * state + step * rng.Normal();
        }
    }
}
