namespace DataDrivenDecisions.SampleDistrict;

/// <summary>One student's part in one incident and what followed.</summary>
internal sealed record Incident(string Id, Spell Spell, DateOnly Day, string Behavior, bool StateOffense, string Action, DateOnly ActionStart, int ActionDays)
{
    public const string OutOfSchool = "Out-of-school suspension", InSchool = "In-school suspension", Conference = "Conference", Detention = "Detention";
}

/// <summary>Discipline: incidents by student, more of them where conduct is hard and engagement low.</summary>
internal sealed class Incidents
{
    readonly Dictionary<Spell, List<Incident>> _bySpell = [];

    public List<Incident> All { get; } = [];

    public IReadOnlyList<Incident> Of(Spell spell) => _bySpell.TryGetValue(spell, out var own) ? own : [];

    public static Incidents Build(SampleOptions options, IReadOnlyList<Student> students)
    {
        var incidents = new Incidents();
        foreach (var student in students)
            foreach (var spell in student.Spells)
                incidents.Add(options, spell);
        incidents.All.Sort((a, b) => (a.Day, a.Id).CompareTo((b.Day, b.Id)));
        return incidents;
    }

    void Add(SampleOptions options, Spell spell)
    {
        var calendar = SchoolCalendar.For(spell.Year);
        var rng = Rng.For(options.Seed, Stream.Incident, spell.Student.Index, spell.Year.Ends * 10 + spell.Student.Spells.IndexOf(spell) % 10);
        DateOnly suspendedTo = default;
        foreach (var day in calendar.SchoolDays)
        {
            if (!spell.Covers(day) || day > MapleValley.Day || !rng.Chance(ChancePerDay(options, spell, day)) || day <= suspendedTo)
                continue;
            suspendedTo = Happen(spell, day, calendar, rng);
        }
    }

    static double ChancePerDay(SampleOptions options, Spell spell, DateOnly day)
    {
        if (!options.Signal)
            return Strengths.IncidentsWithoutSignal / 178;
        var strength = Strengths.IncidentsByEngagement * spell.EngagementOn(day, true) + Strengths.IncidentsByConduct * spell.Student.Latent.Conduct;
        return Strengths.IncidentsPerYear / 178 * Strengths.IncidentsInGrade(spell.Grade) * Curve.Exp(Math.Clamp(strength, -6, 3.6));
    }

    /// <summary>Records the incident; answers the last day of a suspension, or the day itself.</summary>
    DateOnly Happen(Spell spell, DateOnly day, YearCalendar calendar, Rng rng)
    {
        var id = Text.Of($"INC-{day.Year % 100:00}{day.DayOfYear:000}-{spell.Student.Index:00000}");
        var severity = rng.Next();
        var next = calendar.NextSchoolDay(day);
        var stateOffense = severity > 0.965;
        var behavior = stateOffense ? "State Offense" : rng.Weighted(5, 3, 1) switch { 0 => "School Code of Conduct", 1 => "School Violation", _ => "Other" };
        switch (severity)
        {
            case < 0.46:
                Record(new Incident(id, spell, day, behavior, false, Incident.Conference, day, 0));
                return day;
            case < 0.78:
                Record(new Incident(id, spell, day, behavior, false, Incident.Detention, next, 1));
                return day;
            case < 0.86:
                var inside = rng.Between(1, 2);
                Record(new Incident(id, spell, day, behavior, false, Incident.InSchool, next, inside));
                return LastOf(next, inside, calendar);
            default:
                var outside = stateOffense ? rng.Between(3, 8) : rng.Between(1, 3);
                Record(new Incident(id, spell, day, behavior, stateOffense, Incident.OutOfSchool, next, outside));
                if (rng.Chance(0.5))
                    Record(new Incident(id, spell, day, behavior, stateOffense, Incident.Conference, day, 0));
                return LastOf(next, outside, calendar);
        }
    }

    static DateOnly LastOf(DateOnly first, int days, YearCalendar calendar)
    {
        for (var i = 1; i < days; i++)
            first = calendar.NextSchoolDay(first);
        return first;
    }

    void Record(Incident incident)
    {
        All.Add(incident);
        if (!_bySpell.TryGetValue(incident.Spell, out var own))
            _bySpell[incident.Spell] = own = [];
        own.Add(incident);
    }
}
