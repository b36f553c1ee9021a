using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Warehouse;
using static System.FormattableString;

namespace DataDrivenDecisions.Schedules;

/// <summary>
/// Undoes one of a district's last ten loads: it is taken back, and what came after it is loaded again from its kept copies, so that what stands is
/// what the other imports in their order would have given.
/// </summary>
public static class UndoneImport
{
    /// <summary>So many loads back an import can be undone.</summary>
    public const int Reach = 10;

    /// <summary>The state of an import that was undone.</summary>
    public const string Undone = "undone";

    const string Released = "released";

    /// <summary>Why an import cannot be undone, and what to do; null when it can.</summary>
    public static string? WhyNot(RecordStore records, string district, ImportedDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(delivery);
        if (delivery.Load is null || delivery.State == Undone)
            return Invariant($"Import {delivery.Id} changed nothing that could be taken back.");
        var order = ImportOrder.Of(records.Imports.List(district, int.MaxValue));
        var loads = order.Where(d => d.Load is not null).ToList();
        if (loads.Count - loads.FindIndex(d => d.Id == delivery.Id) > Reach)
            return Invariant($"Only the last {Reach} loads can be undone, and import {delivery.Id} is older. Bring in a corrected delivery instead.");
        return order.SkipWhile(d => d.Id != delivery.Id).Skip(1).FirstOrDefault(d => d.Load is not null && !IsKept(d)) is { } lost
            ? Invariant($"No copy of import {lost.Id} was kept, so it could not be loaded again without import {delivery.Id}. Undo import {lost.Id} first, and bring it in again afterwards.")
            : null;
    }

    /// <summary>What would go, and what stands on it; nothing is changed.</summary>
    public static UndoPlan Plan(District district, ImportedDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(district);
        ArgumentNullException.ThrowIfNull(delivery);
        var later = Later(district, delivery.Id);
        return new UndoPlan
        {
            Delivery = delivery,
            Outlook = district.Warehouse.WhatUndoTakes(delivery.Load ?? throw new UndoRefused(Invariant($"Import {delivery.Id} changed nothing that could be taken back."))),
            Again = [.. later.Where(IsKept)],
            SameAgain = [.. later.Where(d => d.Hash == delivery.Hash && d.Source == delivery.Source && d.Load is null && IsKept(d))],
        };
    }

    /// <summary>Undoes the import, all of it or nothing.</summary>
    /// <exception cref="UndoRefused">It cannot be undone; nothing is changed.</exception>
    public static UndoReport Undo(District district, long id, string by, IProgress<ImportProgress>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(district);
        var records = district.Records;
        var delivery = records.Imports.Show(district.Slug, id) ?? throw new UndoRefused(Invariant($"There is no import {id}."));
        if (WhyNot(records, district.Slug, delivery) is { } why)
            throw new UndoRefused(why);
        var plan = Plan(district, delivery);
        records.Imports.SetState(id, UnfinishedUndo.Mark + delivery.State);
        try
        {
            List<ImportedDelivery> again = [];
            district.Warehouse.UndoImport(delivery.Load!.Value, warehouse => LoadAgain(district, id, warehouse, again, progress, stop));
            records.Imports.Undone(id, again);
            TakeReleaseBack(records, district.Slug, delivery);
            records.Audit.Write(by, "import undone", Invariant($"import {id}"));
            return new UndoReport
            {
                Plan = plan,
                Changed = [.. again.Where(now => plan.Again.First(was => was.Id == now.Id) is var was && (was.State != now.State || was.Load is null != now.Load is null))],
            };
        }
        catch
        {
            UnfinishedUndo.Finish(district, delivery);
            throw;
        }
    }

    static void LoadAgain(District district, long id, LoadingAgain warehouse, List<ImportedDelivery> again, IProgress<ImportProgress>? progress, CancellationToken stop)
    {
        // The list is read once the warehouse is locked, so that nothing that came in the meantime is missed.
        var later = Later(district, id);
        if (warehouse.TakenBack.Except(later.Select(d => d.Load).OfType<long>()).Any())
            throw new UndoRefused("Another import is just being written down. Nothing was undone; try again in a minute.");
        foreach (var was in later.Where(IsKept))
        {
            stop.ThrowIfCancellationRequested();
            var now = district.Importer.Again(was, warehouse, At(district, was), progress, stop);
            if (now.State == ImportState.Refused)
                throw new UndoRefused(Invariant($"Import {was.Id} cannot be loaded again without import {id}: {now.Files.Select(f => f.Refusal).FirstOrDefault(r => r is not null)} Nothing was undone. Undo import {was.Id} first."));
            again.Add(now with { State = Decided(was, now) });
        }
    }

    // What a person decided about a held import stays decided.
    static string Decided(ImportedDelivery was, ImportedDelivery now) =>
        now.State == ImportState.Held && was.Files.Any(f => f.State == ImportState.Held) ? was.State : now.State;

    // What a release had let in waits again.
    static void TakeReleaseBack(RecordStore records, string district, ImportedDelivery release)
    {
        if (release.Told.HoldsReleased
            && records.Imports.List(district, int.MaxValue).FirstOrDefault(d => d.Id < release.Id && d.State == Released && d.Hash == release.Hash && d.Source == release.Source) is { } held)
            records.Imports.SetState(held.Id, ImportState.Held);
    }

    static IReadOnlyList<ImportedDelivery> Later(District district, long id) =>
        [.. ImportOrder.Of(district.Records.Imports.List(district.Slug, int.MaxValue)).SkipWhile(d => d.Id != id).Skip(1)];

    static bool IsKept(ImportedDelivery delivery) => delivery.ArchivedAs is { } path && File.Exists(path);

    internal static DateTime At(District district, ImportedDelivery delivery) => TimeZoneInfo.ConvertTime(delivery.At, district.Clock.LocalTimeZone).DateTime;
}

/// <summary>What undoing an import would take, before it is asked for.</summary>
public sealed record UndoPlan
{
    public required ImportedDelivery Delivery { get; init; }

    /// <summary>The rows that go, and the rows of later imports that stand on them.</summary>
    public required UndoOutlook Outlook { get; init; }

    /// <summary>The later imports that are loaded again without it, oldest first.</summary>
    public required IReadOnlyList<ImportedDelivery> Again { get; init; }

    /// <summary>Those of them that brought the very same files and were passed over as known: now they load in its place.</summary>
    public required IReadOnlyList<ImportedDelivery> SameAgain { get; init; }

    /// <summary>The later import that has a load number, or null.</summary>
    public ImportedDelivery? ImportOf(long load) => Again.FirstOrDefault(d => d.Load == load);
}

/// <summary>What an undo came to.</summary>
public sealed record UndoReport
{
    public required UndoPlan Plan { get; init; }

    /// <summary>Later imports that ended otherwise than before, in their new state.</summary>
    public required IReadOnlyList<ImportedDelivery> Changed { get; init; }
}
