using System.CommandLine;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse.Snapshots;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>snapshot make|list|verify|policy</c>: the Parquet files that other programs read, and what the district lets into them.</summary>
static class SnapshotCommand
{
    public static Command Make(CommandLine line) => new("snapshot", "Make, list or verify the snapshots for other programs, or say what may be in them.") { MakeNow(line), List(line), Verify(line), Policy(line) };

    static Command MakeNow(CommandLine line)
    {
        var command = new Command("make", "Write today's snapshot now.");
        line.BesideService(command, (bench, stop) =>
        {
            var district = bench.District();
            var made = NightlySnapshot.Make(district, bench.Operator, bench.Progress(), stop);
            var place = NightlySnapshot.FolderOf(district).Of(made.Day);
            bench.Answer(new { folder = place, manifest = made.Manifest }, words =>
            {
                words.WriteLine($"The snapshot of {Words.Of(made.Day)} is in {place}, {(made.Manifest!.HasNames ? "with" : "without")} names.");
                Words.Table(words, ["view", "rows", "columns", "left out"], made.Manifest.Views.Select(v => new[] { v.View, Words.Of(v.Rows), Words.Of(v.Columns.Count), string.Join(", ", v.LeftOut) }));
            });
            bench.Err.WriteLine("It holds students' data: let only those read the folder who may see the whole district.");
            return ExitCode.Done;
        });
        return command;
    }

    static Command List(CommandLine line)
    {
        var command = new Command("list", "List the snapshots that are kept.");
        line.BesideService(command, (bench, _) =>
        {
            var all = NightlySnapshot.FolderOf(bench.District()).All;
            bench.Answer(all.Select(s => new { s.Day, s.Manifest?.MadeAt, s.Manifest?.Load, views = s.Manifest?.Views.Count, rows = s.Manifest?.Views.Sum(v => v.Rows), s.Manifest?.HasNames }),
                words => Words.Table(words, ["day", "load", "views", "rows", "names"], all.Select(s => s.Manifest is { } m
                    ? new[] { Words.Of(s.Day), Words.Of(m.Load), Words.Of(m.Views.Count), Words.Of(m.Views.Sum(v => v.Rows)), m.HasNames ? "yes" : "no" }
                    : [Words.Of(s.Day), "", "", "", "unreadable"])));
            return ExitCode.Done;
        });
        return command;
    }

    static Command Verify(CommandLine line)
    {
        var named = new Argument<string?>("day") { Description = "The snapshot's day. Default: all that are kept.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("verify", "Check that the files of a snapshot are those that were made.") { named };
        line.BesideService(command, (bench, _) =>
        {
            var district = bench.District();
            IReadOnlyList<DateOnly> days = Words.Day(bench.Optional(named)) is { } one ? [one] : [.. NightlySnapshot.FolderOf(district).All.Select(s => s.Day)];
            var answers = days.Select(day => (Day: day, Faults: NightlySnapshot.Verify(district, day))).ToList();
            var isSound = answers.TrueForAll(a => a.Faults.Count == 0);
            bench.Answer(new { isSound, snapshots = answers.Select(a => new { a.Day, a.Faults }) }, words =>
            {
                foreach (var (day, faults) in answers)
                    words.WriteLine(faults.Count == 0 ? $"{Words.Of(day)}: every file is the one that was made." : $"{Words.Of(day)}: {string.Join(" ", faults)}");
                if (answers.Count == 0)
                    words.WriteLine("There are no snapshots yet. Make one with 'snapshot make'.");
            });
            return isSound ? ExitCode.Done : ExitCode.Integrity;
        });
        return command;
    }

    static Command Policy(CommandLine line)
    {
        var set = new Option<string[]>("--set") { Description = "names=yes|no, sensitive=yes|no, kept=NUMBER, or VIEW=yes|no; may be said more than once.", HelpName = "NAME=VALUE" };
        var command = new Command("policy", "Show or set what snapshots may hold.") { set };
        line.BesideService(command, (bench, _) =>
        {
            var district = bench.District();
            var views = district.Warehouse.As(bench.Viewer(district)).Views();
            // All are read before any is kept, so that a wrong one changes nothing.
            foreach (var (name, value) in (bench.Value(set) ?? []).Select(s => Change(s, views)).ToList())
            {
                bench.Records.Settings.Set(district.Slug, name, value, bench.Operator);
                bench.Records.Audit.Write(bench.Operator, "snapshot policy", $"{district.Slug} {name} {Words.Of(value)}");
            }
            var policy = SnapshotPolicy.Of(bench.Records.Settings.Of(district.Slug));
            bench.Answer(new { policy.HasNames, policy.HasSensitive, policy.Kept, views = views.Where(policy.Lets) }, words =>
            {
                words.WriteLine($"Names, ids and contact data: {(policy.HasNames ? "yes" : "no")}. Sensitive programs, sex, race, language: {(policy.HasSensitive ? "yes" : "no")}. Kept: the newest {policy.Kept}.");
                words.WriteLine("Views: " + string.Join(", ", views.Where(policy.Lets)));
            });
            return ExitCode.Done;
        });
        return command;
    }

    static (string Name, long Value) Change(string text, IReadOnlyList<string> views)
    {
        if (text.Split('=', 2) is not [var name, var value])
            throw new CommandProblem(ExitCode.Usage, "Say what is set and how, as --set names=no.");
        return name switch
        {
            "names" => (SnapshotPolicy.NamesSetting, YesOrNo(value)),
            "sensitive" => (SnapshotPolicy.SensitiveSetting, YesOrNo(value)),
            "kept" => (SnapshotPolicy.KeptSetting, long.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var n) && n is > 0 and < 4000 ? n : throw new CommandProblem(ExitCode.Usage, "Say a number of snapshots from 1 to 3999.")),
            _ when views.Contains(name, StringComparer.Ordinal) => (SnapshotPolicy.SettingOf(name), YesOrNo(value)),
            _ => throw new CommandProblem(ExitCode.Usage, $"There is no '{name}' to set: names, sensitive, kept, or one of the views {string.Join(", ", views)}."),
        };
    }

    static long YesOrNo(string value) => value switch
    {
        "yes" => 1,
        "no" => 0,
        _ => throw new CommandProblem(ExitCode.Usage, $"'{value}' is neither yes nor no."),
    };
}
