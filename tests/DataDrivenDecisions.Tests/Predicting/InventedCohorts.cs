using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Predicting;

/// <summary>The model over cohorts that were made up here, so that a test knows what there is to be found in them.</summary>
/// <param name="hasSignal">Whether anything that is known has to do with the outcome.</param>
/// <param name="isShuffled">Whether outcomes are dealt out at random.</param>
/// <param name="students">How many there are in each year.</param>
/// <param name="isUnfair">Whether most of what came true in one half of the students was never written down.</param>
/// <param name="hasLeak">Whether an input is the outcome in another form, but for one student in two hundred.</param>
sealed class InventedCohorts(bool hasSignal = true, bool isShuffled = false, int students = 700, bool isUnfair = false, bool hasLeak = false) : Model, IAsk
{
    static readonly RestOfYearTrouble Real = new();

    public override string Name => Real.Name;
    public override string Title => Real.Title;
    public override string Question => Real.Question;
    public override string Outcome => Real.Outcome;
    public override string CameTrueWords => Real.CameTrueWords;
    public override IReadOnlyList<ModelInput> Inputs => hasLeak ? [.. Real.Inputs, new("departure code", 1, s => [s.SoFar.Incidents!.StateOffenses], _ => "a code")] : Real.Inputs;
    public override IReadOnlyList<ModelChange> Changes => Real.Changes;
    public override IReadOnlyList<string> Limits => Real.Limits;

    /// <summary>Two halves of the students, and nothing else.</summary>
    public IReadOnlyList<T> Ask<T>(Query<T> query, CancellationToken stop = default) => typeof(T) != typeof(StudentGroup) ? []
        : (IReadOnlyList<T>)(object)Enumerable.Range(1, students).Select(key => new StudentGroup { StudentKey = key, Kind = "race", Value = IsOther(key) ? "other half" : "one half" }).ToList();

    static bool IsOther(int key) => key % 2 == 0;

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
        var isUnwritten = isUnfair && IsOther(key) && random.NextDouble() < 0.6;
        var odds = hasSignal ? (-2.2 * engagement) - (1.6 * ability) - 1.3 : -1.3;
        var cameTrue = random.NextDouble() < 1 / (1 + Math.Exp(-odds)) && !isUnwritten;
        var leaks = hasLeak && (cameTrue ^ (random.Next(200) == 0));
        return new StudentCase
        {
            AsOf = asOf,
            SoFar = new StudentYear
            {
                Placement = new() { StudentKey = key, SchoolKey = 1, Grade = "07", SchoolCount = 1, EntryDate = asOf.AddDays(-200) },
                Attendance = new() { DaysEnrolled = 120, DaysAbsent = Days(6 - engagement), DaysMissed = 6, DaysTardy = Days(8 - (5 * engagement)) },
                Marks = [.. marks],
                Incidents = new() { Incidents = 0, StateOffenses = leaks ? 1 : 0 },
            },
            CameTrue = isKnown ? cameTrue : null,
        };
    }
}
