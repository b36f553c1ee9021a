using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting.Capacity;

/// <summary>What one published model says of a student, and how it counts when a list must be short: its chance, times how soon the chance to act passes, times how much of it can change.</summary>
public sealed record CapacityConcern
{
    /// <summary>The least that the room for change counts: a student for whom the records know of nothing that would help counts half, and never nothing.</summary>
    public const double LeastRoom = 0.50;

    /// <summary>The model's short name.</summary>
    public required string Model { get; init; }

    /// <summary>The section that is spoken of; null where it is the student as a whole.</summary>
    public int? SectionKey { get; init; }

    /// <summary>The calibrated chance.</summary>
    public required Probability Chance { get; init; }

    /// <summary>Students of the tested past year who were told about the same; null where nobody counted.</summary>
    public AlikeStudents? Alike { get; init; }

    /// <summary>The chance after the change that would lower it most, by the same model; null where nothing that is known of would lower it.</summary>
    public Probability? Changed { get; init; }

    public required Urgency Urgency { get; init; }

    /// <summary>The part of the chance that the best change would take away, 0 to 1.</summary>
    public double Room => Changed is { } then && Chance.Value > 0 ? Math.Clamp((Chance.Value - then.Value) / Chance.Value, 0, 1) : 0;

    /// <summary>What the room for change counts: from a half, where none is known, to 1.</summary>
    public double RoomFactor => LeastRoom + ((1 - LeastRoom) * Room);

    /// <summary>What the student is ordered by. Since urgency and room together count between 0.35 and 1, whose chance is three times another's always comes first.</summary>
    public double Weight => Chance.Value * Urgency.Factor * RoomFactor;

    /// <summary>Between which two the weight lies: the chance is as sure as those alike are many, and what came of them belongs to the range too (Wilson's 95% range of both).</summary>
    public (double Low, double High) WeightRange
    {
        get
        {
            if (Alike is not { Count: > 0 })
                return (Weight, Weight);
            var (told, came) = (Interval.WilsonOfShare(Chance.Value, Alike.Count), Interval.Wilson(Alike.CameTrue, Alike.Count));
            var factor = Urgency.Factor * RoomFactor;
            return (Math.Min(Math.Min(told.Low, came.Low) * factor, Weight), Math.Max(Math.Max(told.High, came.High) * factor, Weight));
        }
    }

    /// <summary>By how much the chance may miss the truth, in standard deviations: the error of so many alike, and how far what came of them lies from it.</summary>
    public double Error => Alike is not { Count: > 0 } ? 0
        : Math.Sqrt((Chance.Value * (1 - Chance.Value) / Alike.Count) + Math.Pow(Chance.Value - ((double)Alike.CameTrue / Alike.Count), 2));
}

/// <summary>One student with all that the published models say of her.</summary>
/// <param name="StudentKey">The student, by the warehouse's key.</param>
/// <param name="StudentId">By the source's id, by which draws are recorded.</param>
/// <param name="Concerns">At least one; a student of whom no published model speaks has no place here.</param>
public sealed record CapacityStudent(int StudentKey, string StudentId, IReadOnlyList<CapacityConcern> Concerns)
{
    /// <summary>The concern that counts most; it is named beside her, and counted when hits are expected.</summary>
    public CapacityConcern Leading { get; } = Concerns.OrderByDescending(c => c.Weight).ThenBy(c => c.Model, StringComparer.Ordinal).ThenBy(c => c.SectionKey).First();
}
