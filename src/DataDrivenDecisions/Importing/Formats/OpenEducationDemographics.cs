using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>The demographics export of Open Education Analytics (studentdemographics): race, language and program flags per student.</summary>
public sealed class OpenEducationDemographics : Format
{
    public override string Name => "Open Education Analytics demographics";
    public override string Family => "Open Education Analytics";
    public override string Sample => "open-education/studentdemographics.csv";
    public override Turn Turn => Turn.Demographics;
    public override IReadOnlyList<string> Headers => ["SIS ID", "FederalRaceCategory", "PrimaryLanguage"];
    public override IReadOnlyList<string> MoreHeaders => ["ELLStatus", "SpecialEducation", "LowIncome"];

    public override IEnumerable<Arrival> Arrivals(Row row) => Of(row);

    /// <summary>Race, language and programs of a row of this file or of the students file, which has the same columns.</summary>
    internal static IEnumerable<Arrival> Of(Row row)
    {
        var student = row.StudentId("SIS ID");
        var demographics = new DemographicsArrival
        {
            Line = row.Line,
            StudentId = student,
            BirthDate = row.DateOrNull("Birthdate"),
            Sex = Words.Sex(row, "Gender"),
            Language = row.TextOrNull("PrimaryLanguage"),
        };
        yield return Races.Of(row, row.TextOrNull("FederalRaceCategory")).In(demographics, null);
        if (row.TextOrNull("ELLStatus") is { } english && Words.LearningEnglish.Of(row, english))
            yield return Program(row, student, "English Learner", english, "language");
        if (row.TextOrNull("SpecialEducation") is { } education)
            yield return Program(row, student, "Special Education", education, "disability");
        if (row.FlagOrNull("LowIncome") is true)
            yield return Program(row, student, "Low Income", null, "meals");
    }

    static ProgramArrival Program(Row row, string student, string program, string? detail, string sensitivity) =>
        new() { Line = row.Line, StudentId = student, Program = program, Detail = detail, Sensitivity = sensitivity };
}
