using System.CommandLine;
using DataDrivenDecisions.Importing;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>district limits [--set NAME=VALUE] [--reset NAME]</c>: how large a delivery and its parts may be.</summary>
static class LimitsCommand
{
    public static Command Make(CommandLine line)
    {
        var set = new Option<string[]>("--set") { Description = "Set a limit, as upload-size=4GB or columns=8000; may be said more than once.", HelpName = "NAME=VALUE" };
        var reset = new Option<string[]>("--reset") { Description = "Bring a limit back to what is usual.", HelpName = "NAME" };
        var command = new Command("limits", "Show or set how large a delivery and its parts may be.") { set, reset };
        line.BesideService(command, (bench, _) => Limits(bench, bench.Value(set) ?? [], bench.Value(reset) ?? []));
        return command;
    }

    static int Limits(Bench bench, IReadOnlyList<string> set, IReadOnlyList<string> reset)
    {
        var slug = bench.DistrictSlug();
        // All are read before any is kept, so that a wrong one changes nothing.
        var changes = set.Select(Change).Concat(reset.Select(name => (Setting: Named(name), Value: (long?)null))).ToList();
        foreach (var (setting, value) in changes)
        {
            bench.Records.Settings.Set(slug, setting.Name, value, bench.Operator);
            bench.Records.Audit.Write(bench.Operator, "limit set", $"{slug} {setting.Name} {setting.Say(value ?? setting.Usual)}");
        }
        var limits = LimitSetting.Of(bench.Records.Settings.Of(slug));
        bench.Answer(
            LimitSetting.All.Select(s => new { s.Name, value = s.In(limits), s.Usual, s.Least, s.Most, s.Unit, s.Title, s.Why }),
            words => Words.Table(words, ["limit", "value", "usual", "least", "most", "what it is"], LimitSetting.All.Select(s => new[] { s.Name, s.Say(s.In(limits)), s.Say(s.Usual), s.Say(s.Least), s.Say(s.Most), s.Title })));
        return ExitCode.Done;
    }

    static (LimitSetting Setting, long? Value) Change(string text)
    {
        if (text.Split('=', 2) is not [var name, var value])
            throw new CommandProblem(ExitCode.Usage, "Say the limit and its value, as --set upload-size=4GB.");
        var setting = Named(name);
        try
        {
            return (setting, setting.Parse(value));
        }
        catch (FormatException allowed)
        {
            throw new CommandProblem(ExitCode.Usage, $"Nothing was set. {allowed.Message}");
        }
    }

    static LimitSetting Named(string name) => LimitSetting.Named(name)
        ?? throw new CommandProblem(ExitCode.Usage, $"There is no limit '{name}'. The limits are: {string.Join(", ", LimitSetting.All.Select(s => s.Name))}.");
}
