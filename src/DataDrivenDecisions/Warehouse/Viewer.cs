using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Warehouse;

/// <summary>
/// On whose behalf the warehouse is read. It comes from a sign-in, from a schedule or from an operator's command; there is no fourth way.
/// Scopes are <c>district</c>, <c>school:ID</c>, <c>section:ID</c> and <c>student:ID</c> with the source's own ids.
/// </summary>
public sealed record Viewer
{
    Viewer(string who, IReadOnlyList<string> scopes, IReadOnlyList<string> sensitive) => (Who, Scopes, Sensitive) = (who, scopes, sensitive);

    /// <summary>The name for the audit: a user name, "schedule:…" or "operator:…".</summary>
    public string Who { get; }

    public IReadOnlyList<string> Scopes { get; }

    /// <summary>The sensitivities that this viewer has a named right to: meals, disability, language, housing, foster, health.</summary>
    public IReadOnlyList<string> Sensitive { get; }

    /// <summary>Someone who may see nothing.</summary>
    public static Viewer Nobody { get; } = new("nobody", [], []);

    /// <summary>A person who signed in, with what they were granted and what the roster gives them.</summary>
    public static Viewer SignedIn(string userName, IReadOnlyList<string> scopes, IReadOnlyList<string> sensitive) => new(userName, scopes, sensitive);

    /// <summary>A schedule's own work: the whole district.</summary>
    public static Viewer Nightly(string schedule) => new("schedule:" + schedule, ["district"], ProgramSensitivity.Kinds);

    /// <summary>A command of someone who can read the data folder: the whole district it names.</summary>
    public static Viewer Operator(string osUser) => new("operator:" + osUser, ["district"], ProgramSensitivity.Kinds);

    /// <summary>The same viewer without any right to what is sensitive.</summary>
    public Viewer WithoutSensitive() => new(Who, Scopes, []);
}
