using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Schedules;

/// <summary>The imports that stand, in the order in which the warehouse took them: those too that changed nothing, each after the load it found.</summary>
static class ImportOrder
{
    /// <summary>Puts a district's history in order, oldest first; what was refused, only tried or undone is left out.</summary>
    public static IReadOnlyList<ImportedDelivery> Of(IReadOnlyList<ImportedDelivery> history)
    {
        long newest = 0;
        var placed = new List<(ImportedDelivery Delivery, long After)>();
        foreach (var delivery in history.Where(Stands).OrderBy(d => d.Id))
        {
            // Of two imports at the same time the number of the load tells, not that of the history.
            newest = Math.Max(newest, delivery.Load ?? newest);
            placed.Add((delivery, delivery.Load ?? newest));
        }
        return [.. placed.OrderBy(p => p.After).ThenBy(p => p.Delivery.Load is null).ThenBy(p => p.Delivery.Id).Select(p => p.Delivery)];
    }

    static bool Stands(ImportedDelivery delivery) => delivery.State is not (UndoneImport.Undone or ImportState.Refused or ImportState.DryRun);
}
