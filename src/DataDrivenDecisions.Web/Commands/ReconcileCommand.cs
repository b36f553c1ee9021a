using System.CommandLine;
using System.Globalization;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Reconciling;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>quality reconcile FILE</c>: who makes the difference between a student information system's counts and these data, by ids and never by names.</summary>
static class ReconcileCommand
{
    public static Command Make(CommandLine line)
    {
        var file = new Argument<string>("file") { Description = "A CSV file: school, grade, count; or student_id, school, grade." };
        var day = new Option<DateOnly?>("--day") { Description = "The count day, as 2026-03-13. Default: the district's day.", HelpName = "DAY" };
        var command = new Command("reconcile", "Compare a student information system's counts, or its list of students, with these data.") { file, day };
        line.BesideService(command, (bench, _) => Compare(bench, bench.PathOf(bench.Value(file)), bench.Value(day)));
        return command;
    }

    static int Compare(Bench bench, string path, DateOnly? day)
    {
        var district = bench.District();
        var sight = RosterSight.Of(district.Warehouse, Warehouse.Viewer.Operator(bench.Operator["operator:".Length..]), day ?? district.Today, _ => true, (bench.Records.Imports, district.Slug));
        var theirs = SisRoster.Of(TableFile.Read(path), sight.Schools);
        var result = theirs.IsList ? ListComparison.Compare(sight, theirs) : CountComparison.Compare(sight, theirs);
        bench.Records.Audit.Write(bench.Operator, "counts compared", $"{district.Slug} {(theirs.IsList ? "list" : "counts")}");
        var schools = sight.Schools.ToDictionary(s => s.SchoolKey, s => s.SchoolId);
        bench.Answer(
            new
            {
                result.Day, exact = result.IsExact, result.Compared, result.Agreeing, betterDay = result.BetterDay?.Day, theirs.Notes,
                differences = result.Differences.Select(d => new
                {
                    school = schools.GetValueOrDefault(d.Place.SchoolKey), d.Place.Grade, d.Theirs, d.Ours, d.Difference,
                    explanations = d.Explanations.Select(e => new { cause = e.Cause.Name, fit = e.Fit, students = e.Students.Count }),
                }),
                students = result.Students.Select(s => new
                {
                    s.StudentId, school = schools.GetValueOrDefault(s.Place.SchoolKey), s.Place.Grade, side = ReconciliationFile.SideName(s.Side), cause = s.Cause.Name, s.Detail,
                    s.At?.Import, s.At?.File, s.At?.Line,
                }),
            },
            words => Say(words, result, schools, theirs.Notes));
        return ExitCode.Done;
    }

    static void Say(TextWriter words, Reconciliation result, Dictionary<int, string> schools, IReadOnlyList<string> notes)
    {
        words.WriteLine($"{Words.Of(result.Agreeing)} of {Words.Of(result.Compared)} {(result.IsExact ? "students" : "counts")} agree on {result.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.");
        foreach (var note in notes)
            words.WriteLine(note);
        if (result.BetterDay is { } better)
            words.WriteLine($"They fit {better.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} better: {Words.Of(better.Agreeing)} agree there.");
        Words.Table(words, ["school", "grade", "theirs", "ours", "likely cause"], result.Differences.Select(d => new[]
        {
            schools.GetValueOrDefault(d.Place.SchoolKey, ""), d.Place.Grade ?? "all", Words.Of(d.Theirs), Words.Of(d.Ours),
            string.Join(", ", d.Explanations.Take(2).Select(e => $"{e.Cause.Name} ({Words.Of(e.Students.Count)})")),
        }));
        Words.Table(words, ["student", "school", "side", "cause", "what is so"], result.Students.Select(s => new[]
        {
            s.StudentId, schools.GetValueOrDefault(s.Place.SchoolKey, ""), ReconciliationFile.SideName(s.Side), s.Cause.Name, s.Detail,
        }));
    }
}
