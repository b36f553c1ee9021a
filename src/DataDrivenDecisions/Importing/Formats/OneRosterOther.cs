using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>
/// The files of a OneRoster bundle that are kept whole for later use: gradebook, resources, profiles, score scales.
/// </summary>
/// <param name="file">The file's name in the bundle without its ending.</param>
/// <param name="kind">What one row of it is called.</param>
/// <param name="headers">The columns without which it is not this file.</param>
public sealed class OneRosterOther(string file, string kind, params string[] headers) : OneRosterFormat
{
    public override string File => file;
    public override Turn Turn => Turn.Rest;
    public override IReadOnlyList<string> Headers => ["sourcedId", .. headers];

    public override IEnumerable<Arrival> Arrivals(Row row) => [Whole(row, kind)];

    /// <summary>Every such file of OneRoster 1.1 and 1.2.</summary>
    public static IReadOnlyList<OneRosterOther> Files { get; } =
    [
        new("categories", "category", "title"),
        new("lineItems", "lineItem", "title", "assignDate", "dueDate", "classSourcedId"),
        new("results", "result", "lineItemSourcedId", "studentSourcedId", "scoreStatus"),
        new("resources", "resource", "vendorResourceId"),
        new("classResources", "classResource", "classSourcedId", "resourceSourcedId"),
        new("courseResources", "courseResource", "courseSourcedId", "resourceSourcedId"),
        new("userProfiles", "userProfile", "userSourcedId", "profileType", "credentialType"),
        new("userResources", "userResource", "userSourcedId", "resourceSourcedId"),
        new("scoreScales", "scoreScale", "title", "type", "scoreScaleValue"),
        new("lineItemScoreScales", "lineItemScoreScale", "lineItemSourcedId", "scoreScaleSourcedId"),
        new("resultScoreScales", "resultScoreScale", "resultSourcedId", "scoreScaleSourcedId"),
        new("lineItemLearningObjectiveIds", "lineItemLearningObjective", "lineItemSourcedId", "source", "learningObjectiveId"),
        new("resultLearningObjectiveIds", "resultLearningObjective", "resultSourcedId", "source", "learningObjectiveId"),
    ];
}
