using System.CommandLine;
using System.Globalization;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>imports list|show|mend|undo|approve|keep|reopen|unmatched|match|take-in</c>: what was delivered, what became of it, and what a person decides about it.</summary>
static class ImportsCommand
{
    static readonly Argument<long> Id = new("id") { Description = "The import's number, as 'imports list' shows it." };

    public static Command Make(CommandLine line) => new("imports", "List deliveries, show one with its rejects, write these to be mended, undo one of the last ten, release a held one or keep what is on file, or say who the students are whom the roster does not know.")
    {
        List(line), Show(line), MendCommand.Make(line), Undo(line), Approve(line), Keep(line), Reopen(line), UnmatchedCommand.List(line), UnmatchedCommand.Match(line), UnmatchedCommand.TakeIn(line),
    };

    static Command List(CommandLine line)
    {
        var most = new Option<int>("--most") { Description = "How many at most.", DefaultValueFactory = _ => 50 };
        var state = new Option<string?>("--state") { Description = $"Only those in this state: {string.Join(", ", ImportsAsked.States)}.", HelpName = "STATE" };
        var source = new Option<string?>("--source") { Description = "Only those from this source.", HelpName = "SOURCE" };
        var command = new Command("list", "List deliveries, the newest first.") { most, state, source };
        line.Here(command, (bench, _) =>
        {
            if (bench.Value(state) is { } one && !ImportsAsked.States.Contains(one))
                throw new CommandProblem(ExitCode.Usage, $"There is no state {one}. Use one of: {string.Join(", ", ImportsAsked.States)}.");
            var deliveries = bench.Records.Imports.Page(bench.DistrictSlug(), new ImportsAsked { State = bench.Value(state), Source = bench.Value(source) }, 0, bench.Value(most));
            bench.Answer(deliveries.Select(Json), words => Words.Table(words, ["id", "came", "source", "delivery", "state", "files", "rows in", "loaded", "rejected", "ended", "seconds", "by", "fingerprint"],
                deliveries.Select(d => new[]
                {
                    Words.Of(d.Id), Words.Of(d.At), d.Source, d.Name, d.State, Words.Of(d.Files.Count), Words.Of(d.Files.Sum(f => f.RowsIn)),
                    Words.Of(d.Files.Sum(f => f.Loaded)), Words.Of(d.Files.Sum(f => f.Rejected)), Words.Of(d.Files.Sum(f => f.EndedByAbsence)), Words.Rounded(d.Files.Sum(f => f.Seconds)).ToString(CultureInfo.InvariantCulture), d.By, d.Hash.Length >= 8 ? d.Hash[..8] : "",
                })));
            return ExitCode.Done;
        });
        return command;
    }

    static Command Show(CommandLine line)
    {
        var rejects = new Option<string?>("--rejects") { Description = "Write every rejected row with its reason to this CSV file.", HelpName = "FILE" };
        var command = new Command("show", "Show one delivery file by file, with what was wrong.") { Id, rejects };
        line.Here(command, (bench, _) =>
        {
            var delivery = Find(bench);
            var causes = bench.Records.Imports.Causes(delivery.Id);
            if (bench.Value(rejects) is { } file)
                WriteRejects(bench, delivery, bench.PathOf(file));
            bench.Answer(new { delivery = Json(delivery), causes = causes.Select(c => Json(delivery, c)) }, words =>
            {
                words.WriteLine($"Import {delivery.Id}: {delivery.Name}, {delivery.State}, brought by {delivery.By} {Words.Of(delivery.At)}");
                Words.Table(words, ["file", "format", "state", "rows in", "loaded", "unchanged", "rejected", "duplicate", "held", "ended"],
                    delivery.Files.Select(f => new[]
                    {
                        f.File, f.Format ?? "–", f.State, Words.Of(f.RowsIn), Words.Of(f.Loaded), Words.Of(f.Unchanged), Words.Of(f.Rejected), Words.Of(f.Duplicate), Words.Of(f.Held), Words.Of(f.EndedByAbsence),
                    }));
                if (HeldImport.IsOpen(delivery))
                    WriteHolds(words, delivery);
                foreach (var cause in causes)
                {
                    var ways = Ways(delivery, cause);
                    words.WriteLine($"  {cause.Count} × {cause.File}, {cause.Column ?? "row"}: {cause.Reason} (line {cause.ExampleLine} is the first)");
                    words.WriteLine($"      fix:  {ways.Fix}");
                    if (ways.Map is { } map)
                        words.WriteLine($"      map:  {map}");
                    words.WriteLine($"      skip: {ways.Skip}");
                }
            });
            return ExitCode.Done;
        });
        return command;
    }

    static Command Undo(CommandLine line)
    {
        var yes = new Option<bool>("--yes") { Description = "Do it without asking; without it only what would go is shown." };
        var rows = new Option<string?>("--rows") { Description = "Write every row of later imports that stands on it to this CSV file: by import, file, line and ids.", HelpName = "FILE" };
        var command = new Command("undo", "Take one of the last ten loads back: first what would go is shown, then it is asked for. What came later is loaded again without it.") { Id, yes, rows };
        line.BesideService(command, (bench, stop) =>
        {
            var delivery = Find(bench);
            var district = bench.District();
            if (UndoneImport.WhyNot(bench.Records, district.Slug, delivery) is { } why)
                throw new CommandProblem(ExitCode.Usage, why);
            if (bench.Value(rows) is { } file)
                WriteStanding(bench, district, delivery, bench.PathOf(file));
            return bench.Value(yes) ? UndoNow(bench, district, delivery, stop) : Foresee(bench, district, delivery);
        }, confirm: ("--yes", "Undo it? [y/N] "));
        return command;
    }

    static int Foresee(Bench bench, District district, ImportedDelivery delivery)
    {
        var plan = UndoneImport.Plan(district, delivery);
        bench.Answer(UndoAnswer.Json(plan, done: null), words => UndoAnswer.Write(words, plan));
        bench.Err.WriteLine("Nothing is undone yet. The same command with --yes does it.");
        return ExitCode.Held;
    }

    static int UndoNow(Bench bench, District district, ImportedDelivery delivery, CancellationToken stop)
    {
        var progress = bench.Progress();
        var report = UndoneImport.Undo(district, delivery.Id, bench.Operator, progress, stop);
        progress.Clear();
        bench.Answer(UndoAnswer.Json(report.Plan, report), words => UndoAnswer.Write(words, report));
        return ExitCode.Done;
    }

    static Command Approve(CommandLine line)
    {
        var ending = new Option<long?>("--ending") { Description = "How many records would end: asked of someone who releases alone what she brought in herself.", HelpName = "N" };
        var command = new Command("approve", "Release a held delivery: import it again, this time with what it would end. Somebody other than who brought it in does it, where there is anybody else.") { Id, ending };
        line.BesideService(command, (bench, stop) =>
        {
            var delivery = Find(bench);
            return ImportCommand.Run(bench, (district, progress) => HeldImport.Release(district, delivery.Id, bench.Operator, bench.Value(ending), progress, stop));
        });
        return command;
    }

    static Command Keep(CommandLine line) => Decide(line, "keep", "Keep what is on file: what a held delivery would end stays, and what waits of it stays out.", HeldImport.Keep,
        id => $"What is on file was kept. 'imports reopen {id}' lets it wait again, 'imports approve {id}' releases it.");

    static Command Reopen(CommandLine line) => Decide(line, "reopen", "Let what was kept out of a delivery wait again.", HeldImport.Reopen,
        id => $"It waits again. Release it with 'imports approve {id}', or keep what is on file with 'imports keep {id}'.");

    static Command Decide(CommandLine line, string name, string what, Func<RecordStore, ImportedDelivery, string, string?> decide, Func<long, FormattableString> done)
    {
        var command = new Command(name, what) { Id };
        line.BesideService(command, (bench, _) =>
        {
            var delivery = Find(bench);
            if (decide(bench.Records, delivery, bench.Operator) is { } whyNot)
                throw new ReleaseRefused(whyNot);
            bench.Answer(new { id = delivery.Id, decided = name }, words => words.WriteLine(FormattableString.Invariant(done(delivery.Id))));
            return ExitCode.Done;
        });
        return command;
    }

    static ImportedDelivery Find(Bench bench) => bench.Records.Imports.Show(bench.DistrictSlug(), bench.Value(Id))
        ?? throw new CommandProblem(ExitCode.Usage, $"There is no import {bench.Value(Id)}. List them with 'imports list'.");

    static void WriteRejects(Bench bench, ImportedDelivery delivery, string path)
    {
        OwnFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            RejectsFile.Write(writer, delivery.Files.SelectMany(f => bench.Records.Imports.Rejects(f.Id).Select(r => (f.File, r))));
        });
        bench.Records.Audit.Write(bench.Operator, "rejects written", Words.Of(delivery.Id));
        bench.Err.WriteLine($"The rejected rows are in {path}. They hold students' data: keep the file where only you can read it.");
    }

    static void WriteHolds(TextWriter words, ImportedDelivery delivery)
    {
        foreach (var hold in delivery.Files.SelectMany(f => f.Holds))
            words.WriteLine($"  {hold.Sentence}");
        words.WriteLine($"  {Words.WouldEnd(delivery.WouldEnd)} Release it with 'imports approve {delivery.Id}', or leave it.");
    }

    static void WriteStanding(Bench bench, District district, ImportedDelivery delivery, string path)
    {
        OwnFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            StandingRowsFile.Write(writer, district, UndoneImport.Plan(district, delivery));
        });
        bench.Records.Audit.Write(bench.Operator, "rows that stand on an import written", Words.Of(delivery.Id));
        bench.Err.WriteLine($"The rows that stand on it are in {path}. They hold students' ids: keep the file where only you can read it.");
    }

    static CauseWays Ways(ImportedDelivery delivery, RejectCause cause) => CauseWays.Of(cause, delivery.Files.FirstOrDefault(f => f.File == cause.File)?.Format);

    static object Json(ImportedDelivery delivery, RejectCause c)
    {
        var ways = Ways(delivery, c);
        return new { c.File, c.Rule, c.Column, c.Count, c.ExampleLine, c.Reason, c.Fix, ways.Map, ways.Skip };
    }

    static object Json(ImportedDelivery d) => new
    {
        d.Id, d.Name, d.Source, d.Hash, d.By, d.At, batch = d.Load, d.State, endedByAbsence = d.Files.Sum(f => f.EndedByAbsence), d.WouldEnd,
        files = d.Files.Select(f => new
        {
            f.File, f.Format, f.State, f.RowsIn, f.Loaded, f.Added, f.Changed, f.Ended, f.Unchanged, f.Rejected, f.Duplicate, f.Held, f.Skipped, f.EndedByAbsence, f.Refusal, f.Warnings, holds = f.Holds.Select(h => h.Sentence),
            seconds = Words.Rounded(f.Seconds),
        }),
    };
}
