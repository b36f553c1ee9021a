using System.CommandLine;
using DataDrivenDecisions.Importing.Matching;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>imports unmatched|match|take-in</c>: students of an import whom the roster does not know, a person's word on who they are, and their rows. Ids only, no names.</summary>
static class UnmatchedCommand
{
    static readonly Argument<long> Id = new("id") { Description = "The import's number, as 'imports list' shows it." };

    public static Command List(CommandLine line)
    {
        var command = new Command("unmatched", "List the students whom the roster does not know, with the roster's students who may be meant and why. Names are on the page of the import.") { Id };
        line.BesideService(command, (bench, stop) =>
        {
            var unmatched = UnmatchedImport.Of(bench.District(), bench.Value(Id), stop);
            bench.Answer(new { import = bench.Value(Id), readyRows = unmatched.ReadyRows, students = unmatched.Students.Select(Json) }, words =>
            {
                foreach (var s in unmatched.Students)
                {
                    words.WriteLine($"{s.File.Split('!')[^1]} line {s.Line}: {s.IdKind} {s.SourceId}, {s.Lines.Count} {(s.Lines.Count == 1 ? "row" : "rows")}{(s.IsNobody ? ", found to be none of the roster's" : "")}");
                    foreach (var c in s.Candidates)
                        words.WriteLine($"    {c.Points,3}  {c.Person.StudentId}  {string.Join(", ", c.Reasons)}");
                }
                words.WriteLine($"{unmatched.Students.Count} unknown students; {unmatched.ReadyRows} rejected rows could come in now.");
            });
            return ExitCode.Done;
        });
        return command;
    }

    public static Command Match(CommandLine line)
    {
        var at = new Option<long>("--line") { Description = "A rejected line that names the student.", Required = true, HelpName = "N" };
        var file = new Option<string?>("--file") { Description = "The data file, where several have such a line.", HelpName = "NAME" };
        var student = new Option<string?>("--student") { Description = "The roster's id or number of the student who is meant.", HelpName = "ID" };
        var none = new Option<bool>("--none") { Description = "None of the roster's students is meant." };
        var command = new Command("match", "Say who a student is whom the roster does not know by this id; it holds for every later file with that kind of id.") { Id, at, file, student, none };
        line.BesideService(command, (bench, _) =>
        {
            if (string.IsNullOrWhiteSpace(bench.Value(student)) != bench.Value(none))
                throw new CommandProblem(ExitCode.Usage, "Say who is meant with --student ID, or --none.");
            var named = UnmatchedImport.Decide(bench.District(), bench.Value(Id), bench.Value(file), bench.Value(at), bench.Value(student)?.Trim(), bench.Operator);
            bench.Answer(new { import = bench.Value(Id), line = bench.Value(at), named.IdKind, named.SourceId, rows = named.Lines.Count }, words => words.WriteLine(
                bench.Value(none) ? $"Kept: {named.IdKind} {named.SourceId} is none of the roster's students." : $"Kept: {named.IdKind} {named.SourceId} is that student. 'imports take-in {bench.Value(Id)}' brings the rows in."));
            return ExitCode.Done;
        });
        return command;
    }

    public static Command TakeIn(CommandLine line)
    {
        var command = new Command("take-in", "Import the rejected rows of an import whose students are known by now, from the copy that was kept.") { Id };
        line.BesideService(command, (bench, stop) => ImportCommand.Run(bench, (district, progress) => UnmatchedImport.TakeIn(district, bench.Value(Id), bench.Operator, progress, stop)));
        return command;
    }

    static object Json(UnmatchedStudent s) => new
    {
        s.File, s.Line, s.Lines, s.IdKind, s.SourceId, s.IsNobody, candidates = s.Candidates.Select(c => new { student = c.Person.StudentId, c.Points, c.Reasons }),
    };
}
