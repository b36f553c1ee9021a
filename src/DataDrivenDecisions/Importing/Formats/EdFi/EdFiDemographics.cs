using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>What Ed-Fi says of a student within a district or school: sex, race and ethnicity, language, English proficiency, disabilities, circumstances.</summary>
public sealed class EdFiDemographics() : EdFiFormat(
    "StudentEnrollment", "studentEducationOrganizationAssociations", "StudentEducationOrganizationAssociation", "studentDemographics", "StudentDemographic")
{
    static readonly CodeTable<string> Sexes = new("sex", "unspecified", "unspecified",
        ("Male", "male"), ("Female", "female"), ("Not Selected", "unspecified"), ("Non-binary", "other"), ("X", "other"), ("M", "male"), ("F", "female"));

    // Characteristics that say something a program would say; the rest is left to the row that is kept whole elsewhere.
    static readonly Dictionary<string, (string Program, string Sensitivity)> Circumstances = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Economic Disadvantaged"] = ("Low Income", "meals"), ["Economically Disadvantaged"] = ("Low Income", "meals"), ["Homeless"] = ("Homeless", "housing"),
        ["Foster Care"] = ("Foster Care", "foster"), ["Migrant"] = ("Migrant", "none"), ["Immigrant"] = ("Immigrant", "none"), ["Gifted and Talented"] = ("Gifted", "none"),
    };

    public override Turn Turn => Turn.Demographics;
    public override IReadOnlyList<string> Headers => ["studentReference.studentUniqueId", "educationOrganizationReference.educationOrganizationId"];

    public override IReadOnlyList<string> MoreHeaders =>
    [
        "sexDescriptor|Sex|StudentDemographic.Sex", "hispanicLatinoEthnicity|StudentDemographic.HispanicLatinoEthnicity", "races.raceDescriptor|Race|StudentDemographic.Race", "languages.languageDescriptor|Language.Language",
        "limitedEnglishProficiencyDescriptor|LimitedEnglishProficiency", "disabilities.disabilityDescriptor|Disability.Disability",
        "studentCharacteristics.studentCharacteristicDescriptor|StudentCharacteristic.StudentCharacteristic", .. IdentificationColumns,
    ];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var id = row.StudentId("studentReference.studentUniqueId");
        var races = Races.Of(row, Codes(row, "races.raceDescriptor"));
        var student = new DemographicsArrival
        {
            Line = row.Line,
            StudentId = id,
            BirthDate = row.Context.EdFi.BirthDates.TryGetValue(id, out var birth) ? birth : null,
            Sex = SexOf(row, "sexDescriptor"),
            Language = Code(row, "languages.languageDescriptor"),
        };
        // Since Data Standard 5.2 Hispanic or Latino may also be said as a race.
        var isHispanic = races.Is(Race.Hispanic) is true ? true : row.FlagOrNull("hispanicLatinoEthnicity") ?? races.Is(Race.Hispanic);
        yield return races.In(student, isHispanic);
        foreach (var program in Programs(row, id))
            yield return program;
    }

    /// <summary>male, female, other or unspecified; null when blank.</summary>
    internal static string? SexOf(Row row, string column) => Code(row, column) is { } code ? Sexes.Of(row, code) : null;

    static IEnumerable<ProgramArrival> Programs(Row row, string student)
    {
        ProgramArrival Of(string program, string? detail, string sensitivity) => new() { Line = row.Line, StudentId = student, Program = program, Detail = detail, Sensitivity = sensitivity };
        if (Code(row, "limitedEnglishProficiencyDescriptor") is { } english && Words.LearningEnglish.Of(row, english))
            yield return Of("English Learner", english, "language");
        if (Codes(row, "disabilities.disabilityDescriptor") is { Count: > 0 } disabilities)
            yield return Of("Disability", string.Join(", ", disabilities), "disability");
        foreach (var code in Codes(row, "studentCharacteristics.studentCharacteristicDescriptor").Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (Circumstances.TryGetValue(code, out var known))
                yield return Of(known.Program, null, known.Sensitivity);
            else
                row.Note($"had the student characteristic \"{code}\", which is not mapped and was left out");
        }
    }
}
