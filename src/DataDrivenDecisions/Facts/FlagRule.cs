namespace DataDrivenDecisions.Facts;

/// <summary>A rule that people use without a model: a count of flags that a student raises. A model must rank better than it.</summary>
/// <param name="Name">As the model card names it.</param>
/// <param name="Flags">How many flags the student's year so far raises.</param>
public sealed record FlagRule(string Name, Func<StudentYear, int> Flags);
