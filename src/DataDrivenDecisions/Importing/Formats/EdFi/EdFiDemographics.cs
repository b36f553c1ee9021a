using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>What Ed-Fi says of a student within a district or school: sex, race and ethnicity, language, English proficiency, disabilities, circumstances.</summary>
public sealed class EdFiDemographics() : EdFiFormat(
    "StudentEnrollment", "studentEducationOrganizationAssociations", "StudentEducationOrganizationAssociation", "studentDemographics", "StudentDemographic")
{
    static readonly DescriptorTable<string> Sexes = new("sex", "unspecified", "unspecified",
        ("Male", "male"), ("Female", "female"), ("Not Selected", "unspecified"), ("Non-binary", "other"), ("X", "other"), ("M", "male"), ("F", "female"));

    // Race codes of Data Standard 5.2; the federal report rolls them up.
    static readonly DescriptorTable<string> Races = new("race", "", "no race",
        ("American Indian - Alaska Native", "indian"), ("American Indian - Alaskan Native", "indian"), ("American Indian or Alaska Native", "indian"), ("Asian", "asian"),
        ("Black - African American", "black"), ("Black or African American", "black"), ("Native Hawaiian - Pacific Islander", "islander"),
        ("Native Hawaiian or Other Pacific Islander", "islander"), ("White", "white"), ("Hispanic or Latino", "hispanic"), ("Middle Eastern or North African", "white"),
        ("Choose Not to Respond", ""), ("Other", ""));

    // Only those who are learning now; who has finished is told by "Fluent" and the monitoring codes.
    static readonly string[] LearningEnglish = ["Limited", "LimitedMonitored1", "LimitedMonitored2", "Limited Monitored 1", "Limited Monitored 2", "ELL", "English Learner"];

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
        var races = Codes(row, "races.raceDescriptor").Select(r => Races.Of(row, r)).ToHashSet(StringComparer.Ordinal);
        bool? Is(string race) => races.Count == 0 ? null : races.Contains(race);
        yield return new DemographicsArrival
        {
            Line = row.Line,
            StudentId = id,
            BirthDate = row.Context.EdFi.BirthDates.TryGetValue(id, out var birth) ? birth : null,
            Sex = SexOf(row, "sexDescriptor"),
            IsHispanic = row.FlagOrNull("hispanicLatinoEthnicity") is { } said ? said || races.Contains("hispanic") : Is("hispanic"),
            IsAmericanIndian = Is("indian"),
            IsAsian = Is("asian"),
            IsBlack = Is("black"),
            IsPacificIslander = Is("islander"),
            IsWhite = Is("white"),
            Language = Code(row, "languages.languageDescriptor"),
        };
        foreach (var program in Programs(row, id))
            yield return program;
    }

    /// <summary>male, female, other or unspecified; null when blank.</summary>
    internal static string? SexOf(Row row, string column) => Code(row, column) is { } code ? Sexes.Of(row, code) : null;

    static IEnumerable<ProgramArrival> Programs(Row row, string student)
    {
        ProgramArrival Of(string program, string? detail, string sensitivity) => new() { Line = row.Line, StudentId = student, Program = program, Detail = detail, Sensitivity = sensitivity };
        if (Code(row, "limitedEnglishProficiencyDescriptor") is { } english && LearningEnglish.Contains(english, StringComparer.OrdinalIgnoreCase))
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
