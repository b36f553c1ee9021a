using System.Text.Json;
using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>
/// The unified files of a learning management system (Ed-Fi LMS Toolkit: Canvas, Schoology, Google Classroom), which are kept whole for later use:
/// users, sections, who is in them, assignments, submissions.
/// </summary>
/// <param name="kind">What one row is called.</param>
/// <param name="headers">The columns without which it is not this file.</param>
public sealed class LmsUnified(string kind, params string[] headers) : Format
{
    public override string Name => "LMS " + kind;
    public override string Family => "Learning management systems";
    public override string Sample => $"lms/{kind}.csv";
    public override Turn Turn => Turn.Rest;
    public override bool EndsOfLinesMayBeMissing => true;
    public override IReadOnlyList<string> Headers => ["SourceSystemIdentifier", "SourceSystem", .. headers];
    public override IReadOnlyList<string> MoreHeaders => ["CreateDate", "LastModifiedDate", "SourceCreateDate", "SourceLastModifiedDate"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        foreach (var header in headers)
            if (header.EndsWith("SourceSystemIdentifier", StringComparison.Ordinal))
                row.Text(header);
        yield return new OtherRecordArrival
        {
            Line = row.Line,
            Kind = "lms." + kind,
            RecordId = $"{row.Text("SourceSystem")}/{row.Id("SourceSystemIdentifier")}",
            Json = JsonSerializer.Serialize(row.Filled().DistinctBy(f => f.Key, StringComparer.Ordinal).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal)),
        };
    }

    /// <summary>Every such file.</summary>
    public static IReadOnlyList<LmsUnified> Files { get; } =
    [
        new("users", "UserRole", "LocalUserIdentifier", "SISUserIdentifier"),
        new("sections", "SISSectionIdentifier", "LMSSectionStatus"),
        new("assignments", "Title", "AssignmentCategory", "MaxPoints", "LMSSectionSourceSystemIdentifier"),
        new("section associations", "EnrollmentStatus", "LMSUserSourceSystemIdentifier", "LMSSectionSourceSystemIdentifier"),
        new("submissions", "SubmissionStatus", "EarnedPoints", "AssignmentSourceSystemIdentifier", "LMSUserSourceSystemIdentifier"),
    ];
}
