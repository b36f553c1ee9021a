using System.CommandLine;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>runs list|show</c>: what the schedules did.</summary>
static class RunsCommand
{
    public static Command Make(CommandLine line) => new("runs", "List what the schedules did, or show one run.") { List(line), Show(line) };

    internal static object Json(Run r) => new { r.Id, r.District, r.Schedule, r.StartedBy, r.StartedAt, r.FinishedAt, r.State, r.Rows, seconds = Words.Rounded(r.Seconds), r.Message };

    static Command List(CommandLine line)
    {
        var most = new Option<int>("--most") { Description = "How many at most.", DefaultValueFactory = _ => 50 };
        var command = new Command("list", "List runs, the newest first.") { most };
        line.Here(command, (bench, _) =>
        {
            var runs = bench.Records.Runs.List(bench.Value(CommonOptions.District), bench.Value(most));
            bench.Answer(runs.Select(Json), words => Words.Table(words, ["id", "district", "schedule", "started", "state", "rows", "seconds", "message"],
                runs.Select(r => new[]
                {
                    Words.Of(r.Id), r.District, r.Schedule, Words.Of(r.StartedAt), r.State.ToString(), Words.Of(r.Rows), Words.Seconds(r.Seconds), r.Message,
                })));
            return ExitCode.Done;
        });
        return command;
    }

    static Command Show(CommandLine line)
    {
        var id = new Argument<long>("id") { Description = "The run's number." };
        var command = new Command("show", "Show one run.") { id };
        line.Here(command, (bench, _) =>
        {
            var run = bench.Records.Runs.Find(bench.Value(id)) ?? throw new CommandProblem(ExitCode.Usage, $"There is no run {bench.Value(id)}. List them with 'runs list'.");
            bench.Answer(Json(run), words => words.WriteLine($"Run {run.Id} of {run.Schedule} for {run.District}: {run.State}, started {Words.Of(run.StartedAt)} by {run.StartedBy}, {Words.Seconds(run.Seconds)} s, {run.Rows} rows. {run.Message}"));
            return ExitCode.Done;
        });
        return command;
    }
}
