using System.CommandLine;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>schedule list|add|run|pause|resume</c>: when a district's work is done by the clock, and doing it now.</summary>
static class ScheduleCommand
{
    const int NextShown = 3;

    static readonly Argument<string> Name = new("schedule") { Description = "The schedule's name.", DefaultValueFactory = _ => Schedule.Nightly.Name };

    public static Command Make(CommandLine line) => new("schedule", "List schedules with their next times, set one, run one now, or pause it.")
    {
        List(line), Add(line), RunNow(line), Pause(line, "pause", isPaused: true), Pause(line, "resume", isPaused: false),
    };

    /// <summary>Writes a schedule down, and tells the running clock if there is one.</summary>
    internal static void Set(Bench bench, PlannedSchedule planned)
    {
        ScheduleTimes.Next(planned.Cron, planned.TimeZone, bench.Clock.GetUtcNow(), 1);
        if (bench.Service is { } service)
            service.Scheduler.Set(planned).GetAwaiter().GetResult();
        else
            bench.Records.Schedules.Set(planned);
    }

    static Command List(CommandLine line)
    {
        var command = new Command("list", "List the schedules with their next times.");
        line.Here(command, (bench, _) =>
        {
            var all = bench.Records.Schedules.List(bench.Value(CommonOptions.District));
            bench.Answer(all.Select(s => Json(bench, s)), words => Words.Table(words, ["district", "schedule", "cron", "time zone", "state", "next"],
                all.Select(s => new[] { s.District, s.Schedule, s.Cron, s.TimeZone, s.IsPaused ? "paused" : "on", s.IsPaused ? "" : Words.Of(Next(bench, s).Cast<DateTimeOffset?>().FirstOrDefault()) })));
            return ExitCode.Done;
        });
        return command;
    }

    static Command Add(CommandLine line)
    {
        var cron = new Option<string?>("--cron") { Description = "Seconds, minutes, hours, day of month, month, day of week. Default: the schedule's usual time." };
        var zone = new Option<string?>("--time-zone") { Description = "Default: the district's." };
        var command = new Command("add", "Set when a schedule runs.") { Name, cron, zone };
        line.BesideService(command, (bench, _) =>
        {
            var place = bench.Records.Districts.Find(bench.DistrictSlug())!;
            var usual = Known(bench).For(place);
            var planned = usual with { Cron = bench.Value(cron) ?? usual.Cron, TimeZone = bench.Value(zone) ?? place.TimeZone };
            Set(bench, planned);
            bench.Records.Audit.Write(bench.Operator, "schedule set", $"{planned.District}/{planned.Schedule} {planned.Cron}");
            return Tell(bench, planned);
        });
        return command;
    }

    static Command Pause(CommandLine line, string name, bool isPaused)
    {
        var command = new Command(name, isPaused ? "Let a schedule rest until it is resumed." : "Let a paused schedule run again.") { Name };
        line.BesideService(command, (bench, _) =>
        {
            var planned = Planned(bench) with { IsPaused = isPaused };
            Set(bench, planned);
            bench.Records.Audit.Write(bench.Operator, "schedule " + name, $"{planned.District}/{planned.Schedule}");
            return Tell(bench, planned);
        });
        return command;
    }

    static Command RunNow(CommandLine line)
    {
        var command = new Command("run", "Run a schedule now and wait for its end.") { Name };
        line.BesideService(command, (bench, stop) =>
        {
            var schedule = Known(bench);
            var slug = bench.DistrictSlug();
            bench.Districts.Open(slug);
            var runner = bench.Service?.Runner ?? new ScheduleRunner(bench.Records, Schedule.Work(bench.Districts, bench.Clock));
            var run = runner.Run(slug, schedule.Name, bench.Operator, bench.Progress(), stop);
            bench.Answer(RunsCommand.Json(run), words => words.WriteLine($"Run {run.Id}: {run.State} after {Words.Seconds(run.Seconds)} s, {run.Rows} rows. {run.Message}"));
            return run.State switch
            {
                RunState.Done => ExitCode.Done,
                RunState.NeedsAttention => ExitCode.Held,
                RunState.Skipped => ExitCode.Busy,
                _ => ExitCode.Unexpected,
            };
        });
        return command;
    }

    static Schedule Known(Bench bench)
    {
        var name = bench.Value(Name);
        return Schedule.All.FirstOrDefault(s => s.Name == name)
            ?? throw new CommandProblem(ExitCode.Usage, $"There is no schedule '{name}'. The schedules are: {string.Join(", ", Schedule.All.Select(s => s.Name))}.");
    }

    static PlannedSchedule Planned(Bench bench) => bench.Records.Schedules.Find(bench.DistrictSlug(), Known(bench).Name)
        ?? throw new CommandProblem(ExitCode.Usage, "That schedule has no time yet. Set one with 'schedule add'.");

    static int Tell(Bench bench, PlannedSchedule planned)
    {
        bench.Answer(Json(bench, planned), words => words.WriteLine(planned.IsPaused
            ? $"{planned.Schedule} rests until it is resumed."
            : $"{planned.Schedule} runs next {Words.Of(Next(bench, planned).Cast<DateTimeOffset?>().FirstOrDefault())}."));
        return ExitCode.Done;
    }

    static object Json(Bench bench, PlannedSchedule s) => new { s.District, s.Schedule, s.Cron, s.TimeZone, s.IsPaused, next = s.IsPaused ? [] : Next(bench, s) };

    static IReadOnlyList<DateTimeOffset> Next(Bench bench, PlannedSchedule s) => ScheduleTimes.Next(s.Cron, s.TimeZone, bench.Clock.GetUtcNow(), NextShown);
}
