using System.CommandLine;
using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>why STUDENT NUMBER</c>: why a number of a student is what it is, down to the file and line of each row.</summary>
static class WhyCommand
{
    public static Command Make(CommandLine line)
    {
        var id = new Argument<string>("student") { Description = "The student's id or number." };
        var number = new Argument<string>("number") { Description = $"One of {string.Join(", ", Indicator.All.Select(i => i.Name))}." };
        number.AcceptOnlyFromAmong([.. Indicator.All.Select(i => i.Name)]);
        var preset = new Option<string?>("--preset") { Description = "Thresholds other than the district's, by name.", HelpName = "NAME" };
        var command = new Command("why", "Show the rows that a student's number is made of.") { id, number, preset, CommonOptions.AsOf, CommonOptions.As };
        line.BesideService(command, (bench, stop) => Run(bench, bench.Value(id), bench.Value(number), bench.Value(preset), stop));
        return command;
    }

    static int Run(Bench bench, string id, string number, string? preset, CancellationToken stop)
    {
        var district = bench.District();
        var indicator = DistrictRules.Of(bench.Records, district.Slug).Named(number)!;
        var reader = bench.Reader(district);
        var found = reader.Ask(SeenStudent.Called(id), stop);
        // Who may not see a student must not learn that there is one.
        var student = found.FirstOrDefault(s => s.StudentId == id) ?? (found.Count > 0 ? found[0] : null)
            ?? throw new CommandProblem(ExitCode.Usage, "There is no such student here, or none that this viewer may see. Check the id.");
        var day = reader.AsOfDay ?? district.Today;
        var nights = reader.Ask(AnalysisDay.All, stop);
        var verdicts = nights.Count == 0 ? [] : reader.Ask(VerdictOnDay.Of(student.StudentKey, nights.Max(n => n.AsOf)), stop);
        var chosen = By(indicator, preset ?? verdicts.FirstOrDefault(v => v.Indicator == indicator.Name)?.Preset);
        var rows = StudentRows.Gather(reader, student.StudentKey, SchoolYear.Of(day), day, Explanation.IncidentsAreSent(verdicts), stop)
            ?? throw new CommandProblem(ExitCode.Usage, $"Nothing is known of this student in {SchoolYear.Of(day)}. Name a day of another year with --as-of.");
        bench.Records.Audit.Write(reader.Viewer.Who, "open a number", $"{district.Slug} student {student.StudentKey.ToString(CultureInfo.InvariantCulture)} {indicator.Name}");
        Tell(bench, student, Explanation.Of(chosen, rows));
        return ExitCode.Done;
    }

    static Indicator By(Indicator indicator, string? preset)
    {
        try
        {
            return preset is null ? indicator : indicator.By(preset);
        }
        catch (ArgumentException unknown)
        {
            throw new CommandProblem(ExitCode.Usage, unknown.Message.Split(" (Parameter", 2)[0]);
        }
    }

    static void Tell(Bench bench, SeenStudent student, Explanation why) => bench.Answer(
        new
        {
            student = student.StudentId, number = why.Indicator.Name, verdict = VerdictCode.Of(why.Finding.Verdict), sentence = why.Sentence, part = why.Finding.Part, whole = why.Finding.Whole,
            preset = why.Indicator.Preset, threshold = why.Threshold, definitionVersion = why.Indicator.DefinitionVersion, asOf = why.AsOf,
            counted = why.Counted.Select(Row), leftOut = why.LeftOut.Select(Row),
        },
        words =>
        {
            words.WriteLine($"{why.Sentence} ({VerdictCode.Of(why.Finding.Verdict).Replace('_', ' ')})");
            words.WriteLine($"{why.Indicator.Title}, preset {why.Indicator.Preset}: {why.Threshold}. Definition version {why.Indicator.DefinitionVersion}, as of {Words.Of(why.AsOf)}.");
            words.WriteLine();
            words.WriteLine($"{why.Counted.Count} rows count, {why.Counted.Count(r => r.IsPlain)} of them days without any row of absence:");
            Words.Table(words, ["day", "row", "counts as", "adds", "from"], why.Counted.Where(r => !r.IsPlain).Select(r => Line(r, Share(r.Part))));
            words.WriteLine();
            words.WriteLine($"{why.LeftOut.Count} rows are left out:");
            Words.Table(words, ["day", "row", "left out because", "adds", "from"], why.LeftOut.Select(r => Line(r, "")));
        });

    static string[] Line(LookedAt row, string adds) => [row.Day is { } day ? Words.Of(day) : "", row.What, row.Why, adds, string.Join("; ", row.Sources.Select(s => $"{s.File}:{s.Line}"))];

    static string Share(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    static object Row(LookedAt row) => new
    {
        day = row.Day, row = row.What, why = row.Why, part = row.Part, whole = row.Whole, number = row.Leads, sources = row.Sources.Select(s => new { load = s.Load, file = s.File, line = s.Line }),
    };
}
