using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's student program associations of every kind: which program serves a student, from when to when.</summary>
public sealed class EdFiPrograms() : EdFiFormat("StudentProgram", "studentProgramAssociations", [.. Kinds.Select(k => $"Student{k}ProgramAssociation"), .. Kinds.Select(k => $"student{k}ProgramAssociations")])
{
    static readonly string[] Kinds =
    [
        "", "SpecialEducation", "CTE", "TitleIPartA", "MigrantEducation", "LanguageInstruction", "Homeless", "NeglectedOrDelinquent", "SchoolFoodService", "Section504",
    ];

    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["studentReference.studentUniqueId", "programReference.programName", "beginDate"];

    public override IReadOnlyList<string> MoreHeaders =>
    [
        "programReference.programTypeDescriptor|programReference.programType", "endDate", "schoolFoodServiceProgramServices.schoolFoodServiceProgramServiceDescriptor|SchoolFoodServiceProgramService.SchoolFoodServiceProgramService",
        "services.serviceDescriptor|Service.Service",
    ];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var program = row.Text("programReference.programName");
        var type = Code(row, "programReference.programTypeDescriptor");
        var (begin, end) = (row.Date("beginDate"), row.DateOrNull("endDate"));
        if (end < begin)
            row.Reject("endDate", "exit-before-entry", "The end lies before the beginning.", "Correct one of the two dates.");
        var meals = Codes(row, "schoolFoodServiceProgramServices.schoolFoodServiceProgramServiceDescriptor");
        yield return new ProgramArrival
        {
            Line = row.Line,
            StudentId = row.StudentId("studentReference.studentUniqueId"),
            Program = program,
            BeginDate = begin,
            EndDate = end,
            Detail = meals.Count > 0 ? string.Join(", ", meals) : type == program ? null : type,
            Sensitivity = SensitivityOf(row, program, type),
        };
    }

    // Whatever a district calls its program, the kind of it, or a meal that it serves, may say that it is confidential.
    static string SensitivityOf(Row row, string program, string? type) =>
        row.Has("schoolFoodServiceProgramServices.schoolFoodServiceProgramServiceDescriptor") ? ProgramSensitivity.Of("meals")
        : ProgramSensitivity.Of(program) is not ProgramSensitivity.Open and var own ? own
        : ProgramSensitivity.Of(type);
}
