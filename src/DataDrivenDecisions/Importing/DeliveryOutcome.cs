using DataDrivenDecisions.Importing.Reading;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Importing;

/// <summary>What became of one delivery: the reports of its files, and what the history keeps of it.</summary>
internal sealed record DeliveryOutcome
{
    public required string Name { get; init; }
    public string Source { get; init; } = "";
    public string Hash { get; init; } = "";
    public long? Load { get; init; }
    public string? ArchivedAs { get; init; }
    public DeliveryTold Told { get; init; } = DeliveryTold.Nothing;
    public required IReadOnlyList<ImportReport> Files { get; init; }

    /// <summary>A delivery that could not even be opened.</summary>
    public static DeliveryOutcome Refused(string name, ImportRejected why) => new()
    {
        Name = name,
        Files = [new ImportReport { File = why.File, Delivery = name, State = ImportState.Refused, Refusal = why.Message, CanBeMapped = why.CanBeMapped, Fits = why.Fits }],
    };

    /// <summary>A delivery some of whose files cannot be taken; the others are left out with them.</summary>
    public static DeliveryOutcome Refused(DeliveryRejected why) => new()
    {
        Name = why.Name,
        Source = why.SourceName,
        Files =
        [
            .. why.Refused.Select(r => new ImportReport { File = r.File, Delivery = why.Name, State = ImportState.Refused, Refusal = r.Message, CanBeMapped = r.CanBeMapped, Fits = r.Fits }),
            .. why.Others.Select(o => Left(o, why)),
        ],
    };

    /// <summary>A delivery that is sound, and for which the machine lacked something: none of it is taken in, and it can be brought again.</summary>
    public static DeliveryOutcome Refused(string name, IReadOnlyList<Survey> files, Shortage lacking)
    {
        var report = new ImportReport { File = name, Delivery = name, State = ImportState.Refused, Refusal = $"None of it was taken in. {lacking.Sentence}", IsForLack = true };
        return new DeliveryOutcome
        {
            Name = name,
            Files = files.Count == 0 ? [report]
                : [.. files.Select(f => report with { File = f.File.Name, Format = f.File.Format.Name, RowsIn = f.Rows, Skipped = f.Skipped })],
        };
    }

    /// <summary>What the history keeps.</summary>
    public ImportedDelivery ForHistory(string by) => new()
    {
        Name = Name,
        Source = Source,
        Hash = Hash,
        By = by,
        Load = Load,
        State = State,
        ArchivedAs = ArchivedAs,
        Told = Told,
        Files = [.. Files.Select(ForHistory)],
    };

    // The delivery's state is the one that asks most of a person.
    string State => new[] { ImportState.Refused, ImportState.Held, ImportState.DryRun, ImportState.Loaded }.FirstOrDefault(s => Files.Any(f => f.State == s)) ?? ImportState.Unchanged;

    static ImportReport Left(Survey file, DeliveryRejected why) => new()
    {
        File = file.File.Name,
        Format = file.File.Format.Name,
        Delivery = why.Name,
        State = ImportState.Refused,
        RowsIn = file.Rows,
        Skipped = file.Skipped,
        Refusal = $"It shares its delivery with {why.Refused[0].File}, which was refused. Take that file out or correct it, and import the delivery again.",
    };

    static ImportedFile ForHistory(ImportReport file) => new()
    {
        File = file.File,
        Format = file.Format,
        State = file.State,
        RowsIn = file.RowsIn,
        Added = file.Added,
        Changed = file.Changed,
        Ended = file.Ended,
        Unchanged = file.Unchanged,
        Rejected = file.Rejected,
        Duplicate = file.Duplicate,
        Held = file.Held,
        Skipped = file.Skipped,
        EndedByAbsence = file.EndedByAbsence,
        Placeholders = file.Placeholders,
        Seconds = file.Seconds,
        Refusal = file.Refusal,
        Warnings = file.Warnings,
        Holds = file.WouldEnd,
        ChangesJson = ChangesText.Of(file.Changes),
        Rejects = file.Rejects,
    };
}
