using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing.Formats;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Mapping.Kinds;

/// <summary>Programs: who is served by which, from when to when.</summary>
internal sealed class ProgramRows : ContentKind
{
    public override string Name => "programs";
    public override string Title => "Programs";
    public override string OneRowIs => "one student’s time in one program";
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Telling => ["program", "begin_date"];
    public override IReadOnlyList<string> FileWords => ["programs", "program", "services", "special programs", "participation"];

    public override IReadOnlyList<ContentField> Fields { get; } =
    [
        CommonFields.Student,
        new() { Name = "program", Label = "Program", IsRequired = true, AlsoCalled = ["program", "program name", "program type", "service", "program code", "program description", "special program", "flag", "service type"] },
        new() { Name = "begin_date", Label = "First day", Type = FieldType.Date, AlsoCalled = ["begin date", "start date", "entry date", "program start", "from", "program begin date", "effective date", "service start", "start"] },
        new() { Name = "end_date", Label = "Last day", Type = FieldType.Date, AlsoCalled = ["end date", "exit date", "stop date", "program end", "to", "program end date", "service end", "end"] },
        new() { Name = "detail", Label = "Detail", AlsoCalled = ["detail", "details", "level", "description", "category", "comment", "disability", "note"] },
    ];

    internal override IEnumerable<Arrival> Read(MappedRow row)
    {
        var (program, begin, end) = (row.Text("program"), row.DateOrNull("begin_date"), row.DateOrNull("end_date"));
        if (end < begin)
            row.Reject("end_date", "exit-before-entry", "The end lies before the beginning.", "Correct one of the two dates.");
        yield return new ProgramArrival
        {
            Line = row.Line, StudentId = row.Student(), Program = program, BeginDate = begin, EndDate = end, Detail = row.TextOrNull("detail"), Sensitivity = ProgramSensitivity.Of(program),
        };
    }
}
