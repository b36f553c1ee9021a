using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Predicting;

/// <summary>The model over cohorts that were made up here, so that a test knows what there is to be found in them.</summary>
sealed class InventedCohorts(bool hasSignal = true, bool isShuffled = false, int students = 700) : Model, IAsk
{
    static readonly RestOfYearTrouble Real = new();

    public override string Name => Real.Name;
    public override string Title => Real.Title;
    public override string Question => Real.Question;
    public override string Outcome => Real.Outcome;
    public override IReadOnlyList<ModelInput> Inputs => Real.Inputs;
    public override IReadOnlyList<string> Limits => Real.Limits;

    /// <summary>Groups are asked for and there are none.</summary>
    public IReadOnlyList<T> Ask<T>(Query<T> query, CancellationToken stop = default) => [];

    public override IReadOnlyList<StudentCase> Gather(IAsk known, IAsk? outcomes, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        if (year.Ends < 2023)
            return [];
        var random = new Random(year.Ends);
        StudentCase[] cases = [.. Enumerable.Range(1, students).Select(key => Case(random, key, asOf, isKnown: outcomes is not null))];
        if (!isShuffled || outcomes is null)
            return cases;
        var dealt = cases.Select(c => c.CameTrue).ToArray();
        random.Shuffle(dealt);
        return [.. cases.Select((c, i) => c with { CameTrue = dealt[i] })];
    }

    StudentCase Case(Random random, int key, DateOnly asOf, bool isKnown)
    {
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double engagement = Normal(), ability = Normal();
        long Days(double mean) => (long)Math.Clamp(Math.Round(mean + (3 * Normal())), 0, 100);
        var marks = Enumerable.Range(1, 4).Select(section => new StudentMark
        {
            SectionKey = section, IsCore = 1, Subject = "Mathematics", MarkType = "quarter", Term = "Q1", KnownOn = asOf.AddDays(-60),
            PercentPoints = (decimal)Math.Clamp(78 + (6 * ability) + (3 * Normal()), 30, 100),
        });
        var odds = hasSignal ? (-2.2 * engagement) - (1.6 * ability) - 1.3 : -1.3;
        return new StudentCase
        {
            AsOf = asOf,
            SoFar = new StudentYear
            {
                Placement = new() { StudentKey = key, SchoolKey = 1, Grade = "07", SchoolCount = 1, EntryDate = asOf.AddDays(-200) },
                Attendance = new() { DaysEnrolled = 120, DaysAbsent = Days(6 - engagement), DaysMissed = 6, DaysTardy = Days(8 - (5 * engagement)) },
                Marks = [.. marks],
                Incidents = new() { Incidents = 0 },
            },
            CameTrue = isKnown ? random.NextDouble() < 1 / (1 + Math.Exp(-odds)) : null,
        };
    }
}
