using DataDrivenDecisions.Importing.Matching;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Importing;

/// <summary>
/// What became of one data file: every row in it is loaded, unchanged, rejected, duplicate or held, and none is lost.
/// </summary>
public sealed record ImportReport
{
    /// <summary>"bundle.zip!users.csv" inside a zip, else the file's name.</summary>
    public required string File { get; init; }

    /// <summary>The format that read it, or null when none was recognised.</summary>
    public string? Format { get; init; }

    /// <summary>The delivery that the file belongs to: a zip, folder or file.</summary>
    public required string Delivery { get; init; }

    /// <summary>The warehouse's load number, or null when nothing was written.</summary>
    public long? Batch { get; init; }

    /// <summary>The number under which the history keeps the delivery, or null without a history.</summary>
    public long? Import { get; init; }

    /// <summary>loaded, unchanged, held, refused or dry-run.</summary>
    public required string State { get; init; }

    /// <summary>Data records after header, preamble and blank lines.</summary>
    public long RowsIn { get; init; }

    /// <summary>Rows that added, changed or ended something.</summary>
    public long Loaded => Added + Changed + Ended;
    public long Added { get; init; }
    public long Changed { get; init; }
    public long Ended { get; init; }
    public long Unchanged { get; init; }
    public long Rejected { get; init; }
    public long Duplicate { get; init; }
    public long Held { get; init; }

    /// <summary>Lines that are no data records: preamble before the header, blank lines, the header over again.</summary>
    public long Skipped { get; init; }

    /// <summary>What was known and has ended because the file no longer names it; not rows of the file.</summary>
    public long EndedByAbsence { get; init; }

    /// <summary>Things that the file only mentions and that wait for their own file.</summary>
    public long Placeholders { get; init; }

    /// <summary>Sentences for people.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Each id column tried against each kind of id on the roster, with how many ids met; empty where the format knows its column.</summary>
    public IReadOnlyList<IdPair> Matching { get; init; } = [];

    /// <summary>Every rejected row.</summary>
    public IReadOnlyList<RejectedRow> Rejects { get; init; } = [];

    /// <summary>The rejected rows grouped by rule and column, the most frequent first.</summary>
    public IReadOnlyList<RejectCause> Causes => ImportCauses.Of(File, Rejects);

    /// <summary>What is held: which records, of which school, how many of how many would end.</summary>
    public IReadOnlyList<HeldRecords> WouldEnd { get; init; } = [];

    /// <summary>The same in sentences.</summary>
    public IReadOnlyList<string> Holds => [.. WouldEnd.Select(h => h.Sentence)];

    /// <summary>What it does by kind of record and school, with examples: counted for a dry run, and where something is held as if it were released.</summary>
    public IReadOnlyList<EntityChanges> Changes { get; init; } = [];

    public double Seconds { get; init; }

    /// <summary>What happened and what to do, when the file was refused.</summary>
    public string? Refusal { get; init; }

    /// <summary>True where nothing is wrong with the file and the machine lacked room, rights, open files or memory: it can be brought again as it is.</summary>
    public bool IsForLack { get; init; }

    /// <summary>True for a refused table that a person can map.</summary>
    public bool CanBeMapped { get; init; }

    /// <summary>True where a format of the program read it, and a person may map it all the same.</summary>
    public bool CanBeMappedInstead { get; init; }

    /// <summary>The district's mappings that fit it alike, by name; empty unless there are several.</summary>
    public IReadOnlyList<string> Fits { get; init; } = [];

    /// <summary>The exit code of a command over its files: 4 when any was refused, else 3 when any is held, else 0.</summary>
    public static int ExitCode(IEnumerable<ImportReport> reports)
    {
        var states = reports.Select(r => r.State).ToHashSet(StringComparer.Ordinal);
        return states.Contains(ImportState.Refused) ? 4 : states.Contains(ImportState.Held) ? 3 : 0;
    }
}

/// <summary>How a file's import can end, in the words of reports and history.</summary>
public static class ImportState
{
    public const string Loaded = "loaded";
    public const string Unchanged = "unchanged";
    public const string Held = "held";
    public const string Refused = "refused";
    public const string DryRun = "dry-run";
}

/// <summary>Groups rejected rows by what went wrong, so that a person fixes a cause and not a row.</summary>
public static class ImportCauses
{
    /// <summary>The causes of one file's rejects, the most frequent first.</summary>
    public static IReadOnlyList<RejectCause> Of(string file, IReadOnlyList<RejectedRow> rejects) =>
    [
        .. from reject in rejects
           group reject by (reject.Rule, reject.Column) into cause
           let first = cause.MinBy(r => r.Line)!
           orderby cause.Count() descending, first.Line
           select new RejectCause
           {
               File = file,
               Rule = cause.Key.Rule,
               Column = cause.Key.Column,
               Count = cause.Count(),
               ExampleLine = first.Line,
               Reason = first.Reason,
               Fix = first.Fix,
           },
    ];
}
