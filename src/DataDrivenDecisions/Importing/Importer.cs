using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Importing.Matching;
using DataDrivenDecisions.Importing.Reading;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Warehouse.Loading;

namespace DataDrivenDecisions.Importing;

/// <summary>
/// Brings deliveries into a district's warehouse: recognises each file, accepts or quarantines each row with its reason, loads a delivery whole or
/// not at all, and reports what became of every row.
/// </summary>
public sealed class Importer
{
    readonly WarehouseDoor _warehouse;
    readonly Func<ImportedDelivery, long>? _keep;
    readonly TimeProvider _clock;

    /// <summary>The kinds of file that the district has mapped itself, as they are at each import; none without a book of mappings.</summary>
    public Func<IReadOnlyList<Format>> Mappings { get; init; } = () => [];

    /// <summary>An importer into one district's warehouse.</summary>
    /// <param name="warehouse">Where the rows go.</param>
    /// <param name="keep">Keeps a delivery's report and returns its number, or null to keep none.</param>
    /// <param name="clock">Measures how long it takes.</param>
    public Importer(DataWarehouse warehouse, Func<ImportedDelivery, long>? keep, TimeProvider clock) =>
        (_warehouse, _keep, _clock) = (WarehouseDoor.Of(warehouse, () => Matches()), keep, clock);

    internal Importer(WarehouseDoor warehouse, Func<ImportedDelivery, long>? keep, TimeProvider clock, ImportLimits limits) =>
        (_warehouse, _keep, _clock, Limits) = (warehouse, keep, clock, () => limits);

    /// <summary>How large a delivery and its parts may be, looked up anew for each import, since people may set it while the service runs.</summary>
    public Func<ImportLimits> Limits { get; init; } = () => ImportLimits.Default;

    /// <summary>What people have decided about ids that the roster does not know.</summary>
    public Func<IReadOnlyList<StudentMatch>> Matches { get; init; } = () => [];

    /// <summary>
    /// Imports what lies at the paths, each of them a delivery: a file, a zip, or a folder (of which every zip is a delivery of its own).
    /// </summary>
    /// <returns>One report per data file, also for what was refused; bad input never throws.</returns>
    /// <exception cref="ArgumentException">The options name a format that there is none of.</exception>
    public IReadOnlyList<ImportReport> Import(
        IReadOnlyList<string> paths, ImportOptions options, IProgress<ImportProgress>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(options);
        var formats = Formats(options);
        var reports = new List<ImportReport>();
        foreach (var path in paths)
        {
            var (prepared, refused) = Prepare(path, options, formats, progress, stop);
            reports.AddRange(refused.SelectMany(r => Keep(r, options)));
            foreach (var delivery in prepared.OrderBy(d => d.FirstTurn).ToList())
                using (delivery)
                    reports.AddRange(Keep(Run(delivery, options, progress, stop), options));
        }
        return reports;
    }

    // What the machine lacks refuses one delivery; a smaller one may still find room.
    DeliveryOutcome Run(PreparedDelivery delivery, ImportOptions options, IProgress<ImportProgress>? progress, CancellationToken stop)
    {
        try
        {
            return new DeliveryImport(_warehouse, delivery, options, _clock, Limits()).Run(progress, stop);
        }
        catch (Exception failure) when (Shortage.Of(failure) is { } lacking)
        {
            return DeliveryOutcome.Refused(options.Name ?? delivery.Delivery.Name, delivery.Files, lacking);
        }
    }

    /// <summary>Loads a kept delivery again, as it was read at first and on its day, while an earlier import is being undone.</summary>
    /// <param name="kept">The delivery of the history; its copy must be there.</param>
    /// <param name="warehouse">The warehouse in the middle of the undoing.</param>
    /// <param name="at">When it came, by the district's clock.</param>
    /// <param name="progress">Gets how far it is.</param>
    /// <param name="stop">Ends it early; then nothing is undone.</param>
    /// <returns>What becomes of it now, under its old number; its state may be another than it was.</returns>
    public ImportedDelivery Again(ImportedDelivery kept, LoadingAgain warehouse, DateTime at, IProgress<ImportProgress>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(kept);
        var options = ImportOptions.Again(kept, kept.By);
        var (prepared, refused) = Prepare(kept.ArchivedAs!, options, Formats(options), progress, stop);
        var outcome = refused.Count > 0 ? refused[0] : null;
        foreach (var delivery in prepared)
            using (delivery)
                outcome ??= new DeliveryImport(WarehouseDoor.Of(warehouse, at, Matches), delivery, options, _clock, Limits()).Run(progress, stop);
        return outcome!.ForHistory(kept.By) with { Id = kept.Id, At = kept.At };
    }

    /// <summary>
    /// The students of a delivery whose rows were rejected because the roster does not know them, each with the roster's students who may be meant. They are
    /// read from the delivery's archived copy, against the roster as it stands now.
    /// </summary>
    /// <param name="kept">The delivery of the history; its copy must be there.</param>
    /// <param name="rejected">The lines that were rejected for it, by the file's name.</param>
    /// <exception cref="ImportRejected">The copy cannot be read any more.</exception>
    public Unmatched Unmatched(ImportedDelivery kept, IReadOnlyDictionary<string, IReadOnlySet<long>> rejected, CancellationToken stop = default) =>
        new UnmatchedReading(_warehouse, Limits(), Formats(new ImportOptions { By = kept.By, Format = kept.Told.Format, Kept = kept })).Read(kept, rejected, stop);

    /// <summary>A delivery's rejected rows under their own headers, read from its archived copy, to be mended and brought in again.</summary>
    /// <param name="kept">The delivery of the history; its copy must be there.</param>
    /// <param name="rejects">The rejected rows by the file's name.</param>
    /// <exception cref="ImportRejected">The copy cannot be read any more.</exception>
    public RejectedTables Rejected(ImportedDelivery kept, IReadOnlyDictionary<string, IReadOnlyList<RejectedRow>> rejects, CancellationToken stop = default) =>
        RejectedTables.Of(kept, rejects, Formats(new ImportOptions { By = kept.By, Format = kept.Told.Format, Kept = kept }), Limits(), stop);

    /// <summary>The roster's own id of a student, by that id, the student number or the state's id; null when the roster has no such student.</summary>
    public string? RosterStudent(string idOrNumber) =>
        RosterIds.Of(_warehouse.Known.Students()).Kinds.Where(k => !k.IsStripped).Select(k => k.Student(idOrNumber)).FirstOrDefault(s => s is not null);

    IReadOnlyList<Format> Formats(ImportOptions options) =>
        options.Mapping is { } mapping ? [mapping]
        : options.Kept is { Told.IsMappingForAll: true } whole ? KeptMappings(whole)
        : options.Format is not { } name ? [.. Format.All, .. options.Kept is { } kept ? KeptMappings(kept) : Mappings(), .. options.Trial is { } trial ? [trial] : Array.Empty<Format>()]
        : Format.Find(name) is { } format ? [format]
        : throw new ArgumentException($"There is no format named {name}. Use one of: {string.Join(", ", Format.All.Select(f => f.Name))}.", nameof(options));

    // What was read by a mapping is read by it again, as the mapping was then.
    static IReadOnlyList<Format> KeptMappings(ImportedDelivery kept) => [.. kept.Told.Mappings.Select(text => new MappedFormat(ProfileFile.Parse(kept.Name, text)))];

    (IReadOnlyList<PreparedDelivery> Prepared, IReadOnlyList<DeliveryOutcome> Refused) Prepare(
        string path, ImportOptions options, IReadOnlyList<Format> formats, IProgress<ImportProgress>? progress, CancellationToken stop)
    {
        var prepared = new List<PreparedDelivery>();
        var refused = new List<DeliveryOutcome>();
        var name = options.Kept?.Name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        try
        {
            foreach (var open in Delivery.At(path, Limits(), options.Kept, isNamed: !options.IsFound))
                Prepare(open, name, prepared, refused, delivery => PreparedDelivery.Of(delivery, formats, Limits(), progress, stop));
        }
        catch (ImportRejected rejected)
        {
            refused.Add(DeliveryOutcome.Refused(name, rejected));
        }
        catch (Exception failure) when (Shortage.Of(failure) is { } lacking)
        {
            refused.Add(DeliveryOutcome.Refused(name, [], lacking));
        }
        return (prepared, refused);
    }

    static void Prepare(Func<Delivery> open, string name, List<PreparedDelivery> prepared, List<DeliveryOutcome> refused, Func<Delivery, PreparedDelivery> prepare)
    {
        Delivery? delivery = null;
        try
        {
            delivery = open();
            prepared.Add(prepare(delivery));
        }
        catch (ImportRejected rejected)
        {
            delivery?.Dispose();
            refused.Add(DeliveryOutcome.Refused(delivery?.Name ?? name, rejected));
        }
        catch (DeliveryRejected rejected)
        {
            delivery?.Dispose();
            refused.Add(DeliveryOutcome.Refused(rejected));
        }
        catch (Exception failure) when (Shortage.Of(failure) is { } lacking)
        {
            delivery?.Dispose();
            refused.Add(DeliveryOutcome.Refused(delivery?.Name ?? name, [], lacking));
        }
    }

    IReadOnlyList<ImportReport> Keep(DeliveryOutcome outcome, ImportOptions options)
    {
        if (_keep is null || options.DryRun)
            return outcome.Files;
        try
        {
            var id = _keep(outcome.ForHistory(options.By));
            LoadPoint.Reached(LoadPoint.Recorded);
            return [.. outcome.Files.Select(f => f with { Import = id })];
        }
        catch (Exception failure) when (Shortage.Of(failure) is { } lacking)
        {
            // What the warehouse has taken in, it has; the history catches up from the warehouse's own ledger.
            return [.. outcome.Files.Select(f => f with { Warnings = [.. f.Warnings, $"The history could not be written: {lacking.Sentence} What was loaded is in it once there is room again."] })];
        }
    }
}

/// <summary>What the importer asks of a warehouse; tests put a lying one in its place.</summary>
internal sealed record WarehouseDoor
{
    public required Func<Batch, LoadResult> Load { get; init; }

    /// <summary>The district's day.</summary>
    public required Func<DateOnly> Today { get; init; }

    /// <summary>What is already known: earlier loads, schools, calendars.</summary>
    public required KnownFacts Known { get; init; }

    public static WarehouseDoor Of(DataWarehouse warehouse, Func<IReadOnlyList<StudentMatch>> matches) => new()
    {
        Load = warehouse.Load,
        Today = () => warehouse.Today,
        Known = KnownFacts.Of(() => warehouse.As(Viewer.Nightly("import")), matches),
    };

    /// <summary>The warehouse in the middle of an undoing, on the day on which a delivery first came.</summary>
    public static WarehouseDoor Of(LoadingAgain warehouse, DateTime at, Func<IReadOnlyList<StudentMatch>> matches) => new()
    {
        Load = batch => warehouse.Load(batch, at),
        Today = () => DateOnly.FromDateTime(at),
        Known = KnownFacts.Of(() => warehouse.On(DateOnly.FromDateTime(at)), matches),
    };
}

/// <summary>What a delivery is compared with before it is read.</summary>
internal sealed record KnownFacts
{
    /// <summary>The files of an earlier load of a source with the same hash.</summary>
    public required Func<string, string, IReadOnlyList<KnownLoad>> SameLoad { get; init; }
    public required Func<IReadOnlyList<KnownSchool>> Schools { get; init; }
    public required Func<IReadOnlyList<KnownCalendar>> Calendars { get; init; }
    public required Func<IReadOnlyList<KnownStudent>> Students { get; init; }

    /// <summary>Those of the roster's students whose ids have a leading zero to lose.</summary>
    public Func<IReadOnlyList<KnownStudent>> StudentsWithZeros { get; init; } = () => [];
    public required Func<IReadOnlyList<KnownAssignment>> Assignments { get; init; }
    public required Func<IReadOnlyList<KnownRole>> Roles { get; init; }

    /// <summary>Which sources have brought which formats.</summary>
    public Func<IReadOnlyList<KnownSource>> Sources { get; init; } = () => [];

    /// <summary>The roster's students as candidates are told by.</summary>
    public Func<IReadOnlyList<RosterPerson>> People { get; init; } = () => [];

    /// <summary>Ids of students that some file has only mentioned.</summary>
    public Func<IReadOnlyList<string>> OnlyMentioned { get; init; } = () => [];

    /// <summary>What people have decided about ids that the roster does not know.</summary>
    public Func<IReadOnlyList<StudentMatch>> Matches { get; init; } = () => [];

    /// <summary>All of it as a reader answers; a fresh one for every question, since loads come in between.</summary>
    public static KnownFacts Of(Func<IAsk> reader, Func<IReadOnlyList<StudentMatch>> matches) => new()
    {
        SameLoad = (source, hash) => reader().Ask(KnownLoad.Of(source, hash)),
        Schools = () => reader().Ask(KnownSchool.All()),
        Calendars = () => reader().Ask(KnownCalendar.All()),
        Students = () => reader().Ask(KnownStudent.All()),
        StudentsWithZeros = () => reader().Ask(KnownStudent.WithZeros()),
        Assignments = () => reader().Ask(KnownAssignment.All()),
        Roles = () => reader().Ask(KnownRole.All()),
        Sources = () => reader().Ask(KnownSource.All()),
        People = () => reader().Ask(KnownPeople.All()),
        OnlyMentioned = () => reader().Ask(KnownPeople.OnlyMentioned()),
        Matches = matches,
    };
}
