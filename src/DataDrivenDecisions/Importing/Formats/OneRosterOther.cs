using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>
/// The files of a OneRoster bundle that are kept whole for later use: resources and profiles.
/// </summary>
/// <param name="file">The file's name in the bundle without its ending.</param>
/// <param name="kind">What one row of it is called.</param>
/// <param name="headers">The columns without which it is not this file.</param>
public sealed class OneRosterOther(string file, string kind, params string[] headers) : OneRosterFormat
{
    /// <summary>What one row of it is called where it is kept.</summary>
    public string Kind => kind;

    public override string File => file;
    public override Turn Turn => Turn.Rest;
    public override IReadOnlyList<string> Headers => ["sourcedId", .. headers];

    protected override IEnumerable<Arrival> Read(Row row) => [Whole(row, kind)];

    /// <summary>Every such file of OneRoster 1.1 and 1.2.</summary>
    public static IReadOnlyList<OneRosterOther> Files { get; } =
    [
        new("resources", "resource", "vendorResourceId"),
        new("classResources", "classResource", "classSourcedId", "resourceSourcedId"),
        new("courseResources", "courseResource", "courseSourcedId", "resourceSourcedId"),
        new("userProfiles", "userProfile", "userSourcedId", "profileType", "credentialType"),
        new("userResources", "userResource", "userSourcedId", "resourceSourcedId"),
    ];
}
