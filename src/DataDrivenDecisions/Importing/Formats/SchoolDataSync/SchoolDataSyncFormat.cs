using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats.SchoolDataSync;

/// <summary>What all files of Microsoft School Data Sync share: a folder of CSV files, one kind per file name. Passwords in them are never kept.</summary>
/// <param name="version">1 or 2.1.</param>
/// <param name="file">The file's name in the folder without its ending.</param>
public abstract class SchoolDataSyncFormat(string version, string file) : Format
{
    /// <summary>The file's name in the folder without its ending.</summary>
    public string File { get; } = file;

    public sealed override string Name => $"School Data Sync v{version} {File}";
    public sealed override string Sample => $"school-data-sync/v{version}/{File}.csv";
    public sealed override string UsualFile => File + ".csv";
    public override bool MayBeMappedInstead => false;

    public sealed override string Family => "School Data Sync v" + version;
    public override bool EndsOfLinesMayBeMissing => true;

    /// <summary>A grade level; a code that nobody knows is told and left out, since it says nothing of who the person is.</summary>
    protected static GradeLevel? Grade(Row row, string column) => row.TextOrNull(column) is { } code ? GradeOf(row, code) : null;

    /// <summary>The same for a code that another file gave.</summary>
    protected static GradeLevel? GradeOf(Row row, string code)
    {
        // PS1 to PS4 are years of college.
        if (GradeLevel.TryParse(code.StartsWith("PS", StringComparison.OrdinalIgnoreCase) ? "PS" : code, out var grade))
            return grade;
        row.Note($"had the grade level \"{code}\", which is not mapped; the grade was left blank");
        return null;
    }

    /// <summary>The row kept whole for later use.</summary>
    protected OtherRecordArrival Whole(Row row, string id) => new()
    {
        Line = row.Line,
        Kind = "schoolDataSync." + File,
        RecordId = id,
        Json = KeptColumns.Json(row.Filled()),
    };
}
