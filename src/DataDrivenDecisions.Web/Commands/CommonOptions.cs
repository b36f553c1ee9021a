using System.CommandLine;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>The options that mean the same in every command.</summary>
static class CommonOptions
{
    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "The folder that holds everything; also DDD_DATA. Default: your own application data folder.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static Option<bool> Json { get; } = new("--json") { Description = "Answer in JSON on standard output.", Recursive = true };

    public static Option<string?> District { get; } = new("--district") { Description = "The district's short name, where there is more than one.", HelpName = "SLUG", Recursive = true };

    public static Option<string?> AsOf { get; } = new("--as-of") { Description = "Answer what was known at the end of this day. Default: what is known now.", HelpName = "DATE" };

    public static Option<string?> As { get; } = new("--as") { Description = "Answer only what this user may see.", HelpName = "USER" };
}
