using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.SchoolDataSync;

/// <summary>School Data Sync v2.1's user flags: programs and circumstances of a student.</summary>
public sealed class SyncUserFlags() : SchoolDataSyncFormat("2.1", "userFlags")
{
    // The flags of School Data Sync by the programs that they say; all but gifted need a named right.
    static readonly Dictionary<string, (string Program, string Sensitivity)> Programs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["iep"] = ("IEP", "disability"), ["504"] = ("Section 504", "disability"), ["ell"] = ("English Learner", "language"), ["freeLunch"] = ("Free Meals", "meals"), ["reducedLunch"] = ("Reduced Meals", "meals"),
        ["homeless"] = ("Homeless", "housing"), ["fosterCare"] = ("Foster Care", "foster"), ["gifted"] = ("Gifted", "none"), ["giftedOrTalented"] = ("Gifted", "none"), ["title1"] = ("Title I", "meals"), ["migrant"] = ("Migrant", "none"),
    };

    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["userSourcedId", "flag"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var (student, flag) = (row.StudentId("userSourcedId"), row.Text("flag"));
        if (Programs.TryGetValue(flag, out var known))
        {
            yield return new ProgramArrival { Line = row.Line, StudentId = student, Program = known.Program, Sensitivity = known.Sensitivity };
            yield break;
        }
        row.Note($"had the flag \"{flag}\", which is not mapped; the row was kept whole");
        yield return Whole(row, $"{student}/{flag}");
    }
}
