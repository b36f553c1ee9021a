using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Predicting.Capacity;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Web.Hosting;
using DataDrivenDecisions.Web.Pages.Shared;

namespace DataDrivenDecisions.Web.Pages.Capacity;

/// <summary>The students among whom one person chooses, with all that the published models of the newest night say of each.</summary>
sealed class CapacitySight
{
    readonly Dictionary<(int Student, string Model, int? Section), RiskOnDay> _risks;

    CapacitySight(IReadOnlyList<SeenStudent> students, IReadOnlyList<CapacityStudent> scored, Dictionary<(int, string, int?), RiskOnDay> risks) => (Students, Scored, _risks) = (students, scored, risks);

    /// <summary>Everyone enrolled in the scope whom the viewer may see.</summary>
    public IReadOnlyList<SeenStudent> Students { get; }

    /// <summary>Those of them of whom a published model speaks.</summary>
    public IReadOnlyList<CapacityStudent> Scored { get; }

    /// <summary>What a model said, as it was published.</summary>
    public RiskOnDay RiskOf(CapacityStudent student, CapacityConcern concern) => _risks[(student.StudentKey, concern.Model, concern.SectionKey)];

    /// <summary>Looks at the students of a scope as of the newest night.</summary>
    public static CapacitySight Of(Desk desk, RecordStore records, DateOnly? night, IReadOnlyList<SeenStudent> students)
    {
        if (night is not { } day)
            return new CapacitySight(students, [], []);
        var cards = PublishedCards.Of(records, desk.Person.District, day);
        var known = students.ToDictionary(s => s.StudentKey);
        RiskOnDay[] risks = [.. desk.Reader.Ask(RiskOnDay.On(day)).Where(r => known.ContainsKey(r.StudentKey) && Model.All.Any(m => m.Name == r.Model) && cards.IsFresh(r, desk.Today))];
        var deadlines = Deadlines.Of(desk, day);
        var scored = risks.GroupBy(r => r.StudentKey).Select(g => new CapacityStudent(g.Key, known[g.Key].StudentId, [.. g.Select(r => Concern(r, deadlines.For(known[g.Key], r.Model)))]));
        return new CapacitySight(students, [.. scored], risks.ToDictionary(r => (r.StudentKey, r.Model, r.SectionKey)));
    }

    static CapacityConcern Concern(RiskOnDay risk, Urgency urgency) => new()
    {
        Model = risk.Model, SectionKey = risk.SectionKey, Chance = risk.Chance, Alike = risk is { AlikeCount: { } count, AlikeTrueCount: { } came } ? new AlikeStudents(count, came) : null, Urgency = urgency,
        Changed = RiskReason.Read(risk.Reasons).Select(r => r.Then).Min() is { } then ? new Probability(Math.Clamp(then, 0, 1)) : null,
    };

    /// <summary>What ends the time to act: the running term, and the days that each student may still miss.</summary>
    sealed class Deadlines(DateOnly today, TermSpan? term, Dictionary<int, VerdictOnDay> absences, Dictionary<int, long> ahead)
    {
        public static Deadlines Of(Desk desk, DateOnly night) => new(desk.Today, TermSpan.Running(desk.Reader.Ask(TermSpan.In(desk.Year)), desk.Today),
            desk.Reader.Ask(VerdictOnDay.On(night, "chronic-absence")).Where(v => v.IsJudged).ToDictionary(v => v.StudentKey),
            desk.Reader.Ask(DaysAhead.After(desk.Year, desk.Today)).ToDictionary(d => d.SchoolKey, d => d.Days));

        public Urgency For(SeenStudent student, string model)
        {
            var before = Model.All.FirstOrDefault(m => m.Name == model)?.ActBefore ?? Deadline.None;
            List<Urgency> known = [];
            if (before.HasFlag(Deadline.DaysMissed) && absences.TryGetValue(student.StudentKey, out var absence)
                && TippingDay.Of(absence.Part, absence.Whole, student.SchoolKey is { } school && ahead.TryGetValue(school, out var days) ? days : null) is { } tipping)
                known.Add(Urgency.UntilMissed(tipping.MayMiss, tipping.DaysAhead));
            if (before.HasFlag(Deadline.TermEnd) && term is not null)
                known.Add(Urgency.UntilTermEnd(term.LastDay, today));
            return Urgency.Soonest(known);
        }
    }
}
