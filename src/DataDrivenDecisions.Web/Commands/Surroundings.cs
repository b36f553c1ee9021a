namespace DataDrivenDecisions.Web.Commands;

/// <summary>What stands around one command: where it writes, the shell's folder, the clock, and the running service if it runs inside one.</summary>
sealed record Surroundings
{
    /// <summary>Answers, and nothing else.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Progress, warnings and what went wrong.</summary>
    public required TextWriter Err { get; init; }

    /// <summary>Asks for a secret that must not be an argument, with the words of the prompt; null where nobody can be asked.</summary>
    public Func<string, string?> AskSecret { get; init; } = _ => null;

    /// <summary>The shell's folder, from which relative paths are read.</summary>
    public required string Folder { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>True when a person watches standard error, so that a line may be drawn over.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Asks a person at the terminal a question and is true for yes; null where nobody is there to answer.</summary>
    public Func<string, bool>? Confirm { get; init; }

    /// <summary>Who gave the command, for the audit: the name at the operating system.</summary>
    public string User { get; init; } = Environment.UserName;

    /// <summary>The service that this command runs inside, or null in a process of its own.</summary>
    public RunningService? Service { get; init; }

    /// <summary>The absolute path that a person's path means.</summary>
    public string PathOf(string path) => Path.GetFullPath(path, Folder);

    /// <summary>The surroundings of this process.</summary>
    public static Surroundings OfProcess() => new()
    {
        Out = Console.Out,
        Err = Console.Error,
        AskSecret = SecretPrompt.Ask,
        Folder = Environment.CurrentDirectory,
        Clock = TimeProvider.System,
        IsTerminal = !Console.IsErrorRedirected,
        Confirm = Console.IsInputRedirected || Console.IsErrorRedirected ? null : Confirmed,
    };

    static bool Confirmed(string question)
    {
        Console.Error.Write(question);
        return Console.In.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}
