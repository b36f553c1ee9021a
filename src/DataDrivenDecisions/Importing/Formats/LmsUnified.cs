using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>The unified files of a learning management system that are kept whole for later use: users, sections, who is in them.</summary>
/// <param name="kind">What one row is called.</param>
/// <param name="headers">The columns without which it is not this file.</param>
public sealed class LmsUnified(string kind, params string[] headers) : LmsFormat(kind)
{
    public override Turn Turn => Turn.Rest;
    public override IReadOnlyList<string> Headers => [.. base.Headers, .. headers];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        foreach (var header in headers)
            if (header.EndsWith("SourceSystemIdentifier", StringComparison.Ordinal))
                row.Text(header);
        yield return Whole(row);
    }

    /// <summary>Every such file.</summary>
    public static IReadOnlyList<LmsUnified> Files { get; } =
    [
        new("users", "UserRole", "LocalUserIdentifier", "SISUserIdentifier"),
        new("sections", "SISSectionIdentifier", "LMSSectionStatus"),
        new("section associations", "EnrollmentStatus", "LMSUserSourceSystemIdentifier", "LMSSectionSourceSystemIdentifier"),
    ];
}
