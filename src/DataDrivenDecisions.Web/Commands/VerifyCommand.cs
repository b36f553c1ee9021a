using System.CommandLine;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>How a warehouse stands: its newest load and the hash over all that it knows.</summary>
sealed record WarehouseState(long NewestLoad, string Hash);

/// <summary><c>verify</c>: whether what is stored is what was written: the records' file, the audit's chain, and each warehouse with its hash.</summary>
static class VerifyCommand
{
    public static Command Make(CommandLine line)
    {
        var command = new Command("verify", "Check the records, the audit's chain and the warehouses.");
        line.BesideService(command, (bench, _) =>
        {
            List<string> faults = [.. bench.Records.Faults()];
            Dictionary<string, WarehouseState> warehouses = new(StringComparer.Ordinal);
            foreach (var place in bench.Records.Districts.List())
            {
                bench.Progress().Report($"Checking {place.Slug}");
                var warehouse = bench.Districts.Open(place.Slug).Warehouse;
                faults.AddRange(warehouse.Verify().Select(table => $"{place.Slug}: {table} holds the same thing twice."));
                warehouses[place.Slug] = new WarehouseState(warehouse.NewestLoad, warehouse.Hash());
            }
            bench.Answer(new { isSound = faults.Count == 0, faults, warehouses }, words =>
            {
                words.WriteLine(faults.Count == 0 ? "Everything is as it was written." : "Something is not as it was written:");
                foreach (var fault in faults)
                    words.WriteLine("  " + fault);
                foreach (var (slug, state) in warehouses)
                    words.WriteLine($"  {slug}: newest load {state.NewestLoad}, hash {state.Hash}");
            });
            return faults.Count == 0 ? ExitCode.Done : ExitCode.Integrity;
        });
        return command;
    }
}
