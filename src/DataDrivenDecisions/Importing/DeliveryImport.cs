using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing.Formats;
using DataDrivenDecisions.Importing.Formats.EdFi;
using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Importing.Matching;
using DataDrivenDecisions.Importing.Reading;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Warehouse.Loading;

namespace DataDrivenDecisions.Importing;

/// <summary>One delivery's way into the warehouse, and the account of what became of its rows.</summary>
internal sealed class DeliveryImport(WarehouseDoor warehouse, PreparedDelivery prepared, ImportOptions options, TimeProvider clock, ImportLimits limits)
{
    static readonly string[] Essentials = ["users", "classes", "enrollments"];

    readonly OneRosterBundle? _bundle = OneRosterBundle.Of(prepared.Delivery, prepared.Files, options, warehouse.Known.Roles, limits);

    // A pull of a whole Ed-Fi host says so as a OneRoster bundle does; pages that somebody saved say nothing, and end nothing.
    readonly OneRosterManifest? _pages = prepared.Delivery.Manifest is { } manifest ? OneRosterManifest.Of(manifest, limits) : null;

    // Looked up before the load, after which the source is no new one any more.
    IReadOnlyList<string> _ofSource = [];

    string Name => options.Kept?.Name ?? options.Name ?? prepared.Delivery.Name;

    // Rejected rows that come back are of the source that they came from first.
    readonly Lazy<string?> _mended = new(() => RejectColumns.SourceOf(prepared.Files, limits));

    string Source => options.Kept?.Source ?? options.Source ?? _mended.Value ?? prepared.Delivery.SourceName;

    /// <summary>Loads the delivery and reports on each of its files.</summary>
    public DeliveryOutcome Run(IProgress<ImportProgress>? progress, CancellationToken stop)
    {
        LoadPoint.Reached(LoadPoint.Surveyed);
        _ofSource = NewSource.Warnings(Source, [.. prepared.Files.Where(f => MergeOf(f) == Merge.Snapshot).Select(f => f.File.Format.Name)], warehouse.Known.Sources);
        var archived = Archived();
        LoadPoint.Reached(LoadPoint.Archived);
        // A dry run shows what is different now, and a release is loaded on purpose.
        var known = options.DryRun || options.HoldsReleased ? [] : warehouse.Known.SameLoad(Source, Hash);
        if (IsWhole(known))
            return Outcome(null, [.. prepared.Files.Select(Unchanged)]) with { ArchivedAs = archived };
        if (known.Count > 0)
            return Outcome(null, Again(progress, stop)) with { ArchivedAs = archived };
        var (reports, result) = Load(options.DryRun, progress, stop);
        if (result.Refusal is { } why)
            return Outcome(null, [.. reports.Select(r => Refused(r, why))]);
        return Outcome(result.Load, reports) with { ArchivedAs = archived };
    }

    // Also what changes nothing is kept: once an earlier import is undone, it may be the one that says what stands.
    string? Archived() => options.Kept is { } kept ? kept.ArchivedAs
        : options.Archive is { } folder && !options.DryRun ? Archive.Keep(folder, prepared.Hash, prepared.Delivery, prepared.Files, limits) : null;

    (IReadOnlyList<ImportReport> Reports, LoadResult Result) Load(bool isDryRun, IProgress<ImportProgress>? progress, CancellationToken stop)
    {
        var readings = Readings(progress, stop);
        var result = warehouse.Load(BatchOf(readings, isDryRun, stop) with { Step = step => progress?.Report(new ImportProgress(Name, 0, 0) { Step = step }) });
        return ([.. readings.Zip(result.Files, (reading, file) => Report(reading.Reading, reading.Watch, file, result))], result);
    }

    // The same delivery twice changes nothing, also when others came in between: an old file that is dropped again must not undo what is newer.
    IReadOnlyList<ImportReport> Again(IProgress<ImportProgress>? progress, CancellationToken stop) =>
    [
        .. Load(isDryRun: true, progress, stop).Reports.Select(r => Unwritten(r) with
        {
            State = ImportState.Unchanged,
            Unchanged = r.Unchanged + r.Loaded + r.Held,
            WouldEnd = [],
            Changes = [],
            Warnings = r.Loaded + r.Held == 0 ? r.Warnings
                : [FormattableString.Invariant($"This very delivery was loaded before. Later ones have changed {r.Loaded + r.Held:N0} of its rows since; they were left as they are. Undo the later ones to go back."), .. r.Warnings],
        }),
    ];

    // What the person says about the delivery is part of it: with another school year it is another delivery.
    string Hash => options.Kept is { Hash.Length: > 0 } kept ? kept.Hash : options is { Format: null, Year: null, EndDateIsLastDay: null } && Mappings.Length == 0
        ? prepared.Hash
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{prepared.Hash}|{options.Format}|{options.Year}|{options.EndDateIsLastDay}{Mappings}")));

    // What is loaded again while another load is undone is held against what was set when it came.
    (int School, int District) HoldPercent => options.Kept is { Told: var told }
        ? (told.SchoolHoldPercent ?? Batch.UsualSchoolHoldPercent, told.DistrictHoldPercent ?? Batch.UsualDistrictHoldPercent)
        : (limits.SchoolHoldPercent, limits.DistrictHoldPercent);

    static int? Own(int percent, int usual) => percent == usual ? null : percent;

    // Read by a mapping that has changed, the same file says something else.
    string Mappings => string.Concat(MappedBy.Select(m => "|" + m.Fingerprint));

    IEnumerable<MappedFormat> MappedBy => prepared.Files.Select(f => f.File.Format).OfType<MappedFormat>().Distinct();

    DeliveryOutcome Outcome(long? load, IReadOnlyList<ImportReport> reports) => new()
    {
        Name = Name,
        Source = Source,
        Hash = Hash,
        Load = load,
        Told = options.Told with
        {
            Mappings = [.. MappedBy.Select(m => ProfileText.Of(m.Profile))],
            SchoolHoldPercent = Own(HoldPercent.School, Batch.UsualSchoolHoldPercent),
            DistrictHoldPercent = Own(HoldPercent.District, Batch.UsualDistrictHoldPercent),
        },
        Files = WithDeliveryWarnings(reports),
    };

    // Every row of it was taken then, so there is nothing to say about any of them now.
    bool IsWhole(IReadOnlyList<KnownLoad> known) =>
        known.Count == prepared.Files.Count
        && prepared.Files.All(f => known.Any(k => k.File == f.File.Name && k.RowsRejected == 0 && k.RowsLoaded + k.RowsUnchanged == f.Rows));

    Batch BatchOf(IReadOnlyList<(FileReading Reading, Stopwatch Watch)> readings, bool isDryRun, CancellationToken stop) => new()
    {
        Source = Source,
        Name = Name,
        Hash = Hash,
        By = options.By,
        IsDryRun = isDryRun,
        CountsChanges = options.DryRun,
        HoldsReleased = options.HoldsReleased,
        SchoolHoldPercent = HoldPercent.School,
        DistrictHoldPercent = HoldPercent.District,
        Veto = WhyWorthless,
        Files =
        [
            .. readings.Select(r => new BatchFile
            {
                Name = r.Reading.Survey.File.Name,
                Format = r.Reading.Survey.File.Format.Name,
                Merge = MergeOf(r.Reading.Survey),
                MaySaySeveralThings = r.Reading.Survey.File.Format.WhatCountsOfSeveral is not null,
                NeedsKnownStudents = r.Reading.Survey.File.Format.NeedsKnownStudents,
                Rows = r.Watch.Over(r.Reading.Arrivals(), stop),
                UnreadIds = () => r.Reading.UnreadIds,
            }),
        ],
    };

    Merge MergeOf(Survey file) => file.File.Format switch
    {
        _ when file.File.Header.IsOfRejects => Merge.Update,
        OneRosterFormat when _bundle is not null => _bundle.MergeOf(file),
        EdFiFormat pages when _pages is not null => _pages.MergeOf(pages.Resources[0]),
        var other => other.Merge,
    };

    IReadOnlyList<(FileReading Reading, Stopwatch Watch)> Readings(IProgress<ImportProgress>? progress, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var context = new ReadingContext
        {
            Today = warehouse.Today(),
            Year = options.Year,
            EndDateIsLastDay = _bundle?.EndDateIsLastDay ?? options.EndDateIsLastDay ?? false,
            Roles = _bundle?.Roles ?? new Dictionary<string, IReadOnlyList<UserRole>>(StringComparer.Ordinal),
            People = _bundle?.People ?? new Dictionary<string, PersonKinds>(StringComparer.Ordinal),
            EdFi = EdFiBundle.Of(prepared.Files, limits),
            Sync = SyncBundle.Of(prepared.Files, limits),
            Lms = LmsBundle.Of(prepared.Files, limits),
            Enrollments = EnrollmentBundle.Of(prepared.Files, limits),
            Calendars = new Lazy<IReadOnlyDictionary<string, (DateOnly First, DateOnly Last)>>(Calendars),
        };
        var ids = new DeliveryIds(warehouse.Known, prepared.Files);
        context = context with { Orgs = _bundle?.Orgs() is { } orgs ? orgs.Union(ids.KnownSchools).ToHashSet(StringComparer.Ordinal) : null };
        context = context with { Points = Gradebook.PointsOf(prepared.Files, context, warehouse.Known.Assignments, limits) };
        return
        [
            .. prepared.Files.Select(survey => (
                new FileReading(survey, ids.For(survey, context) with { IsDelta = MergeOf(survey) == Merge.Delta }, limits)
                {
                    Progress = progress is null ? null : Paced(survey, progress),
                },
                new Stopwatch(clock))),
        ];
    }

    Action<long> Paced(Survey survey, IProgress<ImportProgress> progress)
    {
        var pace = new Pace(clock, survey.File.Name, survey.Rows);
        return done => progress.Report(pace.At(done));
    }

    IReadOnlyDictionary<string, (DateOnly First, DateOnly Last)> Calendars()
    {
        var spans = new Dictionary<string, (DateOnly First, DateOnly Last)>(StringComparer.Ordinal);
        void Add(string? school, DateOnly first, DateOnly last)
        {
            if (school is not null)
                spans[school] = spans.TryGetValue(school, out var known) ? (Earlier(known.First, first), Later(known.Last, last)) : (first, last);
        }
        foreach (var calendar in warehouse.Known.Calendars())
        {
            Add(calendar.SchoolId, calendar.First, calendar.Last);
            Add(calendar.SchoolNumber, calendar.First, calendar.Last);
        }
        // The calendars of this delivery are read first and count already.
        foreach (var file in prepared.Files.Where(f => f.File.Format is SchoolCalendar))
            foreach (var day in new FileReading(file, new ReadingContext { Today = warehouse.Today(), Year = options.Year }, limits).Arrivals().OfType<CalendarDayArrival>())
                Add(day.SchoolId, day.Day, day.Day);
        return spans;
    }

    ImportReport Report(FileReading reading, Stopwatch watch, FileResult file, LoadResult result)
    {
        var survey = reading.Survey;
        var originals = reading.Originals(file.Rejects.Select(r => r.Line).ToHashSet());
        RejectedRow[] rejects =
        [
            .. reading.Rejects,
            .. file.Rejects.Select(r => new RejectedRow { Line = r.Line, Column = r.Column ?? ColumnOf(survey.File, r.Names), Rule = r.Rule, Reason = r.Reason, Fix = r.Fix, OriginalLine = originals.GetValueOrDefault(r.Line) }),
        ];
        var report = new ImportReport
        {
            File = survey.File.Name,
            Format = survey.File.Format.Name,
            Delivery = Name,
            Batch = result.Load,
            State = State(file, result.State),
            RowsIn = survey.Rows,
            Added = file.Added,
            Changed = file.Changed,
            Ended = file.Ended,
            Unchanged = file.Unchanged,
            Rejected = rejects.Length,
            Duplicate = file.Duplicate,
            Held = file.Held,
            Skipped = survey.Skipped,
            EndedByAbsence = file.EndedByAbsence,
            Placeholders = file.Placeholders,
            CanBeMappedInstead = survey.File.CanBeMappedInstead,
            Rejects = [.. rejects.OrderBy(r => r.Line)],
            Matching = reading.Matching?.Pairs ?? [],
            Warnings = [.. reading.Warnings, .. file.Warnings, .. Several(survey.File.Format, file)],
            WouldEnd = [.. file.Holds.Select(h => new HeldRecords { Entity = h.Entity, School = h.SchoolId, WouldEnd = h.WouldEnd, Known = h.Known })],
            Changes = file.Changes,
            Seconds = watch.Seconds,
        };
        Conservation.Assert(reading, report);
        return report;
    }

    // The warehouse knows what a row names and not in which column it stood; it is told by its header in the file.
    static string? ColumnOf(RecognizedFile file, string? entity) =>
        entity is null ? null : file.Format.ColumnsThatName(entity).Where(c => file.Header.Place(c) >= 0).Select(file.Header.InFile).FirstOrDefault();

    static string State(FileResult file, LoadState load) => load switch
    {
        LoadState.DryRun => ImportState.DryRun,
        _ when file.Held > 0 || file.Holds.Count > 0 => ImportState.Held,
        LoadState.Unchanged => ImportState.Unchanged,
        _ when file is { Loaded: 0, Unchanged: > 0 } && file.EndedByAbsence == 0 => ImportState.Unchanged,
        _ => ImportState.Loaded,
    };

    ImportReport Unchanged(Survey file) => new()
    {
        File = file.File.Name,
        Format = file.File.Format.Name,
        Delivery = Name,
        State = ImportState.Unchanged,
        RowsIn = file.Rows,
        Unchanged = file.Rows,
        Skipped = file.Skipped,
    };

    static IEnumerable<string> Several(Format format, FileResult file) =>
        file.Duplicate > 0 && format.WhatCountsOfSeveral is { } what ? [(file.Duplicate == 1 ? "1 row stands" : string.Create(CultureInfo.InvariantCulture, $"{file.Duplicate:N0} rows stand")) + " beside another about the same. " + what] : [];

    // A roster without people, classes or anybody in them is no roster, whatever the reasons for its rows say.
    string? WhyWorthless(IReadOnlyList<FileResult> results)
    {
        if (_bundle is null || prepared.Files.Any(f => f.File.Header.IsOfRejects))
            return null;
        var files = prepared.Files.Zip(results, (survey, result) => (survey.File.Format.Name, survey.Rows, IsOfUse: result.Loaded + result.Unchanged + result.Duplicate + result.Held > 0)).ToList();
        var empty = Essentials.FirstOrDefault(essential => files.Where(f => f.Name == "OneRoster " + essential).ToList() is { Count: > 0 } own
            && own.Any(f => f.Rows > 0) && !own.Any(f => f.IsOfUse));
        return empty is null ? null : $"No row of {empty} could be loaded, so the bundle is of no use and nothing of it was kept. Look at the causes, and ask the vendor for a corrected bundle.";
    }

    static ImportReport Refused(ImportReport report, string why) => Unwritten(report) with { State = ImportState.Refused, Refusal = why, Unchanged = 0, Duplicate = 0 };

    static ImportReport Unwritten(ImportReport report) => report with { Added = 0, Changed = 0, Ended = 0, Held = 0, EndedByAbsence = 0, Placeholders = 0 };

    // What concerns the delivery as a whole is told with its first file.
    IReadOnlyList<ImportReport> WithDeliveryWarnings(IReadOnlyList<ImportReport> reports)
    {
        string[] warnings = [.. options.Notes, .. _ofSource, .. _bundle?.Warnings ?? [], .. prepared.PassedOver];
        return [.. reports.Select((r, i) => i == 0 && warnings.Length > 0 ? r with { Warnings = [.. warnings, .. r.Warnings] } : r)];
    }

    static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
