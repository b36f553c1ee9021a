using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>A chance that people can act on: asked as a question, learned from past years, tested on a later one, published only past its gates.</summary>
public abstract class Model
{
    public static IReadOnlyList<Model> All { get; } = [new RestOfYearTrouble()];

    /// <summary>The name in tables and addresses: "rest-of-year".</summary>
    public abstract string Name { get; }
    public abstract string Title { get; }
    public abstract string Question { get; }

    /// <summary>What "came true" means, exactly.</summary>
    public abstract string Outcome { get; }

    public abstract IReadOnlyList<ModelInput> Inputs { get; }

    /// <summary>Where the model must not be used, and what it cannot know.</summary>
    public abstract IReadOnlyList<string> Limits { get; }

    /// <summary>Everyone enrolled on the day, with what happened afterwards where <paramref name="outcomes"/> may be asked.</summary>
    /// <param name="known">Answers as the data stood on the day.</param>
    /// <param name="outcomes">Answers as the data stand now; null for the year that is still running.</param>
    /// <param name="year">The school year.</param>
    /// <param name="asOf">Only rows that happened, and were posted or loaded, on or before this day are looked at.</param>
    /// <param name="stop">Stops between questions.</param>
    public abstract IReadOnlyList<StudentCase> Gather(IAsk known, IAsk? outcomes, SchoolYear year, DateOnly asOf, CancellationToken stop = default);
}
