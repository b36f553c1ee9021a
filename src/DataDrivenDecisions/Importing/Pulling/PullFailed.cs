namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>A system could not be read to the end, with what happened and what to do; nothing of what was read is imported.</summary>
/// <param name="what">One sentence: what happened.</param>
/// <param name="remedy">One sentence: what to do about it.</param>
public sealed class PullFailed(string what, string remedy) : Exception($"{what} {remedy}")
{
    /// <summary>What happened, in one sentence.</summary>
    public string What { get; } = what;
}
