using System.Globalization;
using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>What all files of a OneRoster bundle share (1EdTech OneRoster 1.0, 1.1 and 1.2 CSV binding): ids, statuses, end dates, and a manifest that says what a file means.</summary>
public abstract class OneRosterFormat : Format
{
    // OneRoster calls a reference alike in all of its files, but for students, who are users in some.
    static readonly Dictionary<string, string[]> References = new(StringComparer.Ordinal)
    {
        ["section"] = ["classSourcedId"], ["course"] = ["courseSourcedId"], ["school"] = ["schoolSourcedId", "orgSourcedIds", "orgSourcedId"], ["staff"] = ["userSourcedId"], ["guardian"] = ["userSourcedId"],
        ["student"] = ["studentSourcedId", "userSourcedId", "sourcedId"], ["assignment"] = ["lineItemSourcedId"], ["assignment_category"] = ["categorySourcedId"], ["score_scale"] = ["scoreScaleSourcedId"],
    };

    /// <summary>The file's name in the bundle without its ending: "users".</summary>
    public abstract string File { get; }

    public override string Name => "OneRoster " + File;
    public override bool MayBeMappedInstead => false;

    public override string Family => "OneRoster";
    public override string Sample => $"oneroster/{File}.csv";
    public override string UsualFile => File + ".csv";

    // Exporters that go through a spreadsheet leave out blank fields at a line's end, and every OneRoster file ends in columns that may be blank.
    public override bool EndsOfLinesMayBeMissing => true;

    public override IReadOnlyList<string> MoreHeaders => ["status", "dateLastModified"];

    internal sealed override IReadOnlyList<string> ColumnsThatName(string entity) => References.GetValueOrDefault(entity, []);

    /// <summary>What the row says of the things that the format reads.</summary>
    protected abstract IEnumerable<Arrival> Read(Row row);

    /// <summary>What the row says, and beside it the columns that no format reads: OneRoster lets vendors add <c>metadata.</c> columns and their own.</summary>
    public sealed override IEnumerable<Arrival> Arrivals(Row row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Context.IsDelta)
            CheckDelta(row);
        // What is kept whole has these columns already, or was left out on purpose.
        var isWhole = false;
        foreach (var arrival in Read(row))
        {
            isWhole = isWhole || arrival is OtherRecordArrival;
            yield return arrival;
        }
        if (!isWhole && row.FilledUnread().ToList() is { Count: > 0 } unread)
            yield return Kept(row, "columns of " + File, unread);
    }

    // A vendor's slip that costs no row: without a status the row counts as active, and rows are taken in the order of their file.
    static void CheckDelta(Row row)
    {
        if (row.TextOrNull("status") is null)
            row.Note("had no status, which OneRoster requires in a delta; they were taken as active");
        if (!DateTimeOffset.TryParse(row.TextOrNull("dateLastModified"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
            row.Note("had no readable dateLastModified, which OneRoster requires in a delta; they were taken in the order of the file");
    }

    /// <summary>The source says that this thing is to be deleted.</summary>
    protected static bool Ends(Row row) => Status(row) == "tobedeleted";

    /// <summary>The source has switched this thing off (OneRoster 1.0).</summary>
    protected static bool IsInactive(Row row) => Status(row) == "inactive";

    /// <summary>The last day that belongs to a session or enrollment; OneRoster's own end date is the day after it.</summary>
    protected static DateOnly? LastDay(Row row, DateOnly? begin, string column)
    {
        if (row.DateOrNull(column) is not { } end)
            return null;
        if (end < begin)
            row.Reject(column, "exit-before-entry", "The end lies before the beginning.", "Correct one of the two dates.");
        var last = row.Context.EndDateIsLastDay ? end : end.AddDays(-1);
        return last < begin ? begin : last;
    }

    /// <summary>The row kept whole for later use.</summary>
    protected static OtherRecordArrival Whole(Row row, string kind) => Kept(row, kind, row.Filled());

    static OtherRecordArrival Kept(Row row, string kind, IEnumerable<KeyValuePair<string, string>> columns) => new()
    {
        Line = row.Line,
        Ends = Ends(row),
        Kind = kind,
        RecordId = row.Id("sourcedId"),
        Json = KeptColumns.Json(columns),
    };

    static string Status(Row row)
    {
        var status = row.TextOrNull("status")?.ToLowerInvariant() ?? "active";
        if (status is not ("active" or "inactive" or "tobedeleted"))
            row.Reject("status", "code-unknown", "This is no status of OneRoster.", "Use active or tobedeleted, or leave it blank.");
        return status;
    }
}
