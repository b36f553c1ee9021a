using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.SchoolDataSync;

/// <summary>School Data Sync v2.1's demographics: birth date, sex, and race and ethnicity by code.</summary>
public sealed class SyncDemographics() : SchoolDataSyncFormat("2.1", "demographics")
{
    public override Turn Turn => Turn.Demographics;
    public override IReadOnlyList<string> Headers => ["userSourcedId", "sex", "birthDate", "raceCodes"];
    public override IReadOnlyList<string> MoreHeaders => ["ethnicityCodes", "birthCity", "birthState", "birthCountry"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var id = row.StudentId("userSourcedId");
        var kinds = row.Context.Sync.People.GetValueOrDefault(id);
        if (kinds != PersonKinds.None && !kinds.HasFlag(PersonKinds.Student))
        {
            // What staff or guardians said of themselves is no business of a student data warehouse: that the row came is all that is kept.
            row.Note("told of somebody who is no student; only the id was kept");
            yield return new OtherRecordArrival { Line = row.Line, Kind = "schoolDataSync.demographics", RecordId = id, Json = "{}" };
            yield break;
        }
        var races = row.List("raceCodes");
        bool? Is(string code) => races.Count == 0 ? null : races.Contains(code, StringComparer.OrdinalIgnoreCase);
        yield return new DemographicsArrival
        {
            Line = row.Line,
            StudentId = id,
            BirthDate = row.DateOrNull("birthDate"),
            Sex = Words.Sex(row, "sex"),
            IsHispanic = row.List("ethnicityCodes") is { Count: > 0 } ethnicities ? ethnicities.Contains("hispanicOrLatinoEthnicity", StringComparer.OrdinalIgnoreCase) : null,
            IsAmericanIndian = Is("americanIndianOrAlaskaNative"),
            IsAsian = Is("asian"),
            IsBlack = Is("blackOrAfricanAmerican"),
            IsPacificIslander = Is("nativeHawaiianOrOtherPacificIslander"),
            IsWhite = Is("white"),
            IsTwoOrMore = Is("demographicRaceTwoOrMoreRaces"),
        };
    }
}
