namespace DataDrivenDecisions.Web.Commands;

/// <summary>What a command's exit code says to a script.</summary>
static class ExitCode
{
    public const int Done = 0;
    public const int Unexpected = 1;
    public const int Usage = 2;

    /// <summary>Something waits for a person's approval.</summary>
    public const int Held = 3;

    /// <summary>The input was refused; the message says why and what to do.</summary>
    public const int Refused = 4;

    /// <summary>What the command needs is not to be had now: somebody else is using it, or the machine lacks room, rights, open files or memory. The same command succeeds later.</summary>
    public const int Busy = 5;

    /// <summary>What is stored is not what was written.</summary>
    public const int Integrity = 6;
}

/// <summary>A command cannot go on for a reason that a person can do something about.</summary>
/// <param name="exitCode">The code the command ends with.</param>
/// <param name="message">What happened and what to do, in a sentence or two.</param>
sealed class CommandProblem(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
