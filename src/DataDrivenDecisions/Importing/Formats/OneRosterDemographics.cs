using System.Text.Json;
using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>OneRoster's demographics: birth date, sex, and race and ethnicity as the source ticked them.</summary>
public sealed class OneRosterDemographics : OneRosterFormat
{
    public override string File => "demographics";
    public override Turn Turn => Turn.Demographics;
    public override IReadOnlyList<string> Headers => ["sourcedId|userSourcedId", "birthDate", "sex"];

    public override IReadOnlyList<string> MoreHeaders =>
    [
        .. base.MoreHeaders, "americanIndianOrAlaskaNative", "asian", "blackOrAfricanAmerican", "nativeHawaiianOrOtherPacificIslander", "white",
        "demographicRaceTwoOrMoreRaces", "hispanicOrLatinoEthnicity", "countryOfBirthCode", "stateOfBirthAbbreviation", "cityOfBirth", "publicSchoolResidenceStatus",
    ];

    protected override IEnumerable<Arrival> Read(Row row)
    {
        var id = row.StudentId("sourcedId");
        var kinds = row.Context.People.GetValueOrDefault(id);
        if (kinds == PersonKinds.None || kinds.HasFlag(PersonKinds.Student))
        {
            yield return Student(row, id);
            yield break;
        }
        // What staff or guardians said of themselves is no business of a student data warehouse: that the row came is all that is kept.
        row.Note("told of somebody who is no student; only the id was kept");
        yield return new OtherRecordArrival { Line = row.Line, Kind = "demographics", RecordId = id, Json = JsonSerializer.Serialize(new { sourcedId = id }) };
    }

    static DemographicsArrival Student(Row row, string id) => new()
    {
        Line = row.Line,
        Ends = Ends(row),
        StudentId = id,
        BirthDate = row.DateOrNull("birthDate"),
        Sex = Words.Sex(row, "sex"),
        IsAmericanIndian = row.FlagOrNull("americanIndianOrAlaskaNative"),
        IsAsian = row.FlagOrNull("asian"),
        IsBlack = row.FlagOrNull("blackOrAfricanAmerican"),
        IsPacificIslander = row.FlagOrNull("nativeHawaiianOrOtherPacificIslander"),
        IsWhite = row.FlagOrNull("white"),
        IsTwoOrMore = row.FlagOrNull("demographicRaceTwoOrMoreRaces"),
        IsHispanic = row.FlagOrNull("hispanicOrLatinoEthnicity"),
    };
}
