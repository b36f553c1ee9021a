using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>The SIS's program flags: which student is served by which program, from when to when.</summary>
public sealed class ProgramParticipation : Format<ProgramArrival>
{
    public override string Name => "Program participation";
    public override string Sample => "sis/programs.csv";
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["student_number|student_id", "program|program_name", "begin_date|start_date"];
    public override IReadOnlyList<string> MoreHeaders => ["end_date", "detail"];

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
            Sensitivity = ProgramSensitivity.Of(program),
        };
    }
}
