using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting.Capacity;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>A chance that people can act on: asked as a question, learned from past years, tested on a later one, published only past its gates.</summary>
public abstract class Model
{
    public static IReadOnlyList<Model> All { get; } =
        [new RestOfYearTrouble(), new ChronicAbsenceThisYear(), new CourseFailureThisTerm(), new OffTrackNinthGrade(), new LateGraduation(), new NextLevelReading(), new NextLevelMathematics()];

    /// <summary>The name in tables and addresses: "rest-of-year".</summary>
    public abstract string Name { get; }
    public abstract string Title { get; }
    public abstract string Question { get; }

    /// <summary>What is counted when its cases are counted: "student", or what she is looked at by.</summary>
    public virtual string CaseWord => "student";

    /// <summary>What "came true" means, exactly.</summary>
    public abstract string Outcome { get; }

    /// <summary>What is said of those for whom it came true, after a number of students: "had trouble in the rest of the year".</summary>
    public abstract string CameTrueWords { get; }

    public abstract IReadOnlyList<ModelInput> Inputs { get; }

    /// <summary>Where the model must not be used, and what it cannot know.</summary>
    public abstract IReadOnlyList<string> Limits { get; }

    /// <summary>What one would look at without a model, beside the counts of flags: the model must rank better than each.</summary>
    public virtual IReadOnlyList<CaseRule> Rules => [CaseRule.AbsenceSoFar];

    /// <summary>What could change for a student, so that the model can say what the chance would be then.</summary>
    public virtual IReadOnlyList<ModelChange> Changes => [];

    /// <summary>After how many school days of past years it is examined beside the night, to show what it finds early; none for most.</summary>
    public virtual IReadOnlyList<int> EarlyDays => [];

    /// <summary>What ends the time in which the outcome can still be changed.</summary>
    public virtual Deadline ActBefore => Deadline.None;

    /// <summary>In how many school years, the asked one included, the outcome is known.</summary>
    public virtual int YearsUntilKnown => 1;

    /// <summary>Why the question cannot be asked on a day, in a sentence; null when it can.</summary>
    public virtual string? WhyNot(IAsk now, SchoolYear year, DateOnly asOf, CancellationToken stop = default) => null;

    /// <summary>The day whose knowledge is used on a night: the night itself, or an earlier day where the question has to be asked in time.</summary>
    public virtual DateOnly DayOf(IAsk now, SchoolYear year, DateOnly asOf, CancellationToken stop = default) => asOf;

    /// <summary>Everyone whom the question concerns on the day, with what happened afterwards where <paramref name="outcomes"/> may be asked.</summary>
    /// <param name="known">Answers as the data stood on the day.</param>
    /// <param name="outcomes">Answers as the data stand now; null for the year that is still running.</param>
    /// <param name="year">The school year.</param>
    /// <param name="asOf">Only rows that happened, and were posted or loaded, on or before this day are looked at.</param>
    /// <param name="stop">Stops between questions.</param>
    public abstract IReadOnlyList<StudentCase> Gather(IAsk known, IAsk? outcomes, SchoolYear year, DateOnly asOf, CancellationToken stop = default);

    /// <summary>How this year's students are gathered when they are scored, all at once or some at a time.</summary>
    /// <param name="compared">Answers for those with whom everyone is compared, where a model compares.</param>
    /// <param name="year">The school year.</param>
    /// <param name="asOf">The day whose knowledge is used.</param>
    /// <param name="stop">Stops between questions.</param>
    internal virtual Func<IAsk, CancellationToken, IReadOnlyList<StudentCase>> GatherBy(IAsk compared, SchoolYear year, DateOnly asOf, CancellationToken stop) => (known, ends) => Gather(known, null, year, asOf, ends);

    /// <summary>What holds of every model.</summary>
    protected static IReadOnlyList<string> UsualLimits { get; } =
    [
        "It says who may need support, not why, and not what would help. It must not be used to place, grade, discipline or deny anything to a student.",
        "It has learned from this district's past years; a new policy, school or grading scale makes it wrong until it has seen a year of it.",
        "Years that were loaded as a history carry no record of when each row became known: event and posting dates stand in for it.",
    ];
}

/// <summary>A number that people look at without a model: the higher, the likelier.</summary>
/// <param name="Name">As the card names it.</param>
/// <param name="Score">The number of one student.</param>
public sealed record CaseRule(string Name, Func<StudentCase, double> Score)
{
    public static readonly CaseRule AbsenceSoFar = new("absence so far", s => s.AbsenceShare);
}

/// <summary>Something that could change for a student.</summary>
/// <param name="Words">"with every day attended on time for four weeks".</param>
/// <param name="Then">What would be known of her then; null where it does not concern her.</param>
public sealed record ModelChange(Func<StudentCase, string> Words, Func<StudentCase, StudentCase?> Then)
{
    public ModelChange(string words, Func<StudentCase, StudentCase?> then) : this(_ => words, then) { }
}
