using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>What the unified files of a learning management system share (Ed-Fi LMS Toolkit: Canvas, Schoology, Google Classroom): the system and its own ids.</summary>
/// <param name="kind">What one row is called.</param>
public abstract class LmsFormat(string kind) : Format
{
    public sealed override string Name => "LMS " + kind;
    public override bool MayBeMappedInstead => false;

    public sealed override string Family => "Learning management systems";
    public sealed override string Sample => $"lms/{kind}.csv";
    public sealed override bool EndsOfLinesMayBeMissing => true;
    public override IReadOnlyList<string> Headers => ["SourceSystemIdentifier", "SourceSystem"];
    public override IReadOnlyList<string> MoreHeaders => ["CreateDate", "LastModifiedDate", "SourceCreateDate", "SourceLastModifiedDate"];

    /// <summary>An id of the system, told from other systems' by its name: "Canvas/17".</summary>
    protected static string IdIn(Row row, string column) => $"{row.Text("SourceSystem")}/{row.Id(column)}";

    /// <summary>The row kept whole for later use.</summary>
    protected OtherRecordArrival Whole(Row row) => new()
    {
        Line = row.Line,
        Kind = "lms." + kind,
        RecordId = IdIn(row, "SourceSystemIdentifier"),
        Json = KeptColumns.Json(row.Filled()),
    };
}
