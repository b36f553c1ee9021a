using System.CommandLine;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>demo</c>: the whole job on the invented district of Maple Valley, from its systems' files to the morning page.</summary>
static class DemoCommand
{
    const int UsualPort = 5080;

    public static Command Make(CommandLine line)
    {
        var port = new Option<int>("--port") { Description = "The port; 0 takes any free one.", DefaultValueFactory = _ => UsualPort };
        var noServe = new Option<bool>("--no-serve") { Description = "Make the district and stop." };
        var command = new Command("demo", "Make or open the sample district, import it, analyze it and serve it on this machine.") { port, noServe };
        line.HereUntilStopped(command, async (bench, stop) =>
        {
            await RefuseBesideService(bench, stop);
            var demo = await Task.Run(() => DemoDistrict.Ready(bench, stop), stop);
            if (bench.Value(noServe))
            {
                Tell(bench, demo, address: null);
                return ExitCode.Done;
            }
            await using var service = await ServiceHost.Start(bench, o => o with { Urls = [$"http://127.0.0.1:{Words.Of(bench.Value(port))}"], DemoSignIns = demo.SignIns });
            Tell(bench, demo, service.Addresses.First());
            await service.UntilStopped(stop);
            return ExitCode.Done;
        });
        return command;
    }

    static async Task RefuseBesideService(Bench bench, CancellationToken stop)
    {
        if (await CommandSocketClient.IsListening(bench.Data, stop))
            throw new CommandProblem(ExitCode.Busy, "A service is already running on this data folder. Open its address in a browser, stop it first, or choose another folder with --data.");
    }

    static void Tell(Bench bench, DemoOutcome demo, string? address) => bench.Answer(Json(bench, demo, address), words =>
    {
        words.WriteLine();
        words.WriteLine(demo.Changed
            ? $"Maple Valley is ready: {demo.Files.Sum(f => f.RowsIn)} rows in, {demo.Files.Sum(f => f.Loaded)} loaded, {demo.Files.Sum(f => f.Rejected)} rejected with their reasons."
            : "Maple Valley was ready before; nothing was changed.");
        words.WriteLine($"Its clock stands at {Words.Of(demo.Day)}. Its data lies in {bench.Data.Path}");
        words.WriteLine();
        Words.Table(words, ["user", "password", "who"], demo.SignIns.Select(s => new[] { s.UserName, s.Password, s.Who }));
        if (address is null)
            return;
        words.WriteLine();
        words.WriteLine($"Open {address} in a browser. Stop with Ctrl+C.");
        words.Flush();
    });

    static object Json(Bench bench, DemoOutcome demo, string? address) => new
    {
        district = DemoDistrict.Slug,
        day = demo.Day,
        data = bench.Data.Path,
        address,
        changed = demo.Changed,
        hash = demo.Hash,
        rowsIn = demo.Files.Sum(f => f.RowsIn),
        loaded = demo.Files.Sum(f => f.Loaded),
        unchanged = demo.Files.Sum(f => f.Unchanged),
        rejected = demo.Files.Sum(f => f.Rejected),
        files = demo.Files.Select(f => new
        {
            f.File, f.Format, f.State, f.RowsIn, f.Loaded, f.Unchanged, f.Rejected, f.Duplicate, f.Held, seconds = Words.Rounded(f.Seconds),
        }),
        studentsJudged = demo.Analysis?.StudentsJudged,
        studentsScored = demo.Analysis?.StudentsScored,
        models = demo.Analysis?.Models.Select(AnalyzeCommand.Json),
        stages = demo.Stages.Select(s => new { s.Stage, seconds = Words.Rounded(s.Seconds) }),
        seconds = Words.Rounded(demo.Stages.Sum(s => s.Seconds)),
        signIns = demo.SignIns.Select(s => new { user = s.UserName, s.Password, s.Who }),
    };
}
