using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>The SIS's program flags: which student is served by which program, from when to when.</summary>
public sealed class ProgramParticipation : Format<ProgramArrival>
{
    public override string Name => "Program participation";
    public override string Sample => "sis/programs.csv";
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["student_number|student_id", "program|program_name", "begin_date|start_date"];
    public override IReadOnlyList<string> MoreHeaders => ["end_date", "detail"];

    /// <summary>
    /// Who needs a named right to see that a student is in the program: meals are confidential by law (42 USC 1758(b)(6)); disability, language, housing,
    /// foster care and health likewise by the district's rule. A program that is not known here is open.
    /// </summary>
    public static string SensitivityOf(string program)
    {
        var p = program.ToLowerInvariant();
        return p switch
        {
            _ when Has(p, "meal", "lunch", "frl", "snap", "tanf", "income", "economic", "direct certification") => "meals",
            _ when Has(p, "iep", "special ed", "504", "disab", "individualized", "resource specialist") => "disability",
            _ when Has(p, "english learner", "ell", "esl", "language", "bilingual", "title iii") => "language",
            _ when Has(p, "homeless", "mckinney", "housing") => "housing",
            _ when Has(p, "foster") => "foster",
            _ when Has(p, "health", "medical", "nursing") => "health",
            _ => "none",
        };
    }

    public override string StudentColumn => "student_number";

    public override ProgramArrival Read(Row row)
    {
        var program = row.Text("program");
        var begin = row.DateOrNull("begin_date");
        var end = row.DateOrNull("end_date");
        if (end < begin)
            row.Reject("end_date", "exit-before-entry", "The end lies before the beginning.", "Correct one of the two dates.");
        return new()
        {
            Line = row.Line,
            StudentId = row.StudentId("student_number"),
            Program = program,
            BeginDate = begin,
            EndDate = end,
            Detail = row.TextOrNull("detail"),
            Sensitivity = SensitivityOf(program),
        };
    }

    // Short words are looked for as whole words: "ell" stands in "excellence".
    static bool Has(string program, params string[] words)
    {
        var parts = program.Split([' ', '/', '-', '(', ')', ',']);
        return words.Any(w => w.Length < 4 ? parts.Contains(w) : program.Contains(w, StringComparison.Ordinal));
    }
}
