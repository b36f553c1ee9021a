using System.CommandLine;
using System.Globalization;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>migrate</c>: moves a district's warehouse between DuckDB and SQL Server, compares what arrived, and only then switches the setting; the old store is kept.</summary>
static class MigrateCommand
{
    public static Command Make(CommandLine line)
    {
        var to = new Option<string>("--to") { Description = "Where to: sqlserver or duckdb.", Required = true };
        to.AcceptOnlyFromAmong(WarehousePlace.SqlServer, WarehousePlace.DuckDb);
        var command = new Command("migrate", "Move a district's warehouse to SQL Server or back; stop the service first.") { to };
        line.Here(command, (bench, _) => Run(bench, bench.Value(to)!));
        return command;
    }

    static int Run(Bench bench, string engine)
    {
        var slug = bench.DistrictSlug();
        var place = bench.Records.Districts.Find(slug)!;
        var places = new WarehousePlaces(bench.Data);
        var now = places.Of(slug);
        if (now.Engine == engine)
            throw new CommandProblem(ExitCode.Usage, $"The warehouse of '{slug}' is on {engine} already. 'doctor' shows where each district's is.");
        var next = engine == WarehousePlace.SqlServer ? Ask(bench, slug) : WarehousePlace.File;
        var settings = District.Settings(place, bench.Data, next);
        // A file is put together under another name, so that one that was there before stays until all is compared.
        var unfinished = Path.Combine(bench.Data.District(slug).Path, "warehouse-moving.duckdb");
        if (next.Connection is null)
            Remove(unfinished);
        var progress = bench.Progress();
        var moved = Moved(bench, District.Settings(place, bench.Data, now), next.Connection is null ? settings with { File = unfinished } : settings, progress);
        progress.Clear();
        var kept = next.Connection is null ? Put(unfinished, settings.File, bench.Clock) : settings.File;
        places.Set(slug, next);
        bench.Records.Audit.Write(bench.Operator, "migrate to " + engine, slug);
        bench.Answer(new { district = slug, engine, tables = moved.Tables.Select(t => new { table = t.Table, rows = t.Rows }), rows = moved.Tables.Sum(t => t.Rows), hash = moved.Hash, kept }, words =>
        {
            words.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The warehouse of '{slug}' is on {engine} now: {moved.Tables.Sum(t => t.Rows):N0} rows in {moved.Tables.Count} tables, compared row by row."));
            words.WriteLine($"Its hash is {moved.Hash}, the same as before. {(kept is null ? "The database that it came from is as it was." : $"The old store is kept: {kept}")}");
        });
        return ExitCode.Done;
    }

    static (IReadOnlyList<Warehouse.Moving.MovedTable> Tables, string Hash) Moved(Bench bench, WarehouseSettings from, WarehouseSettings to, IProgress<string> progress)
    {
        using var source = DataWarehouse.Open(from, bench.Clock);
        using var target = DataWarehouse.Open(to, bench.Clock);
        var tables = source.MoveTo(target, progress);
        return (tables, target.Hash());
    }

    /// <summary>The database of a district, as the environment says or a person does; it is never an argument.</summary>
    public static WarehousePlace Ask(Bench bench, string slug) =>
        (WarehousePlaces.FromEnvironment(slug) ?? bench.AskSecret($"Connection string of the empty database for '{slug}': ")) is { Length: > 0 } connection
            ? WarehousePlace.On(connection)
            : throw new CommandProblem(ExitCode.Usage, $"Nothing says how to reach the database. Set {WarehousePlaces.Variable}, or give the connection string on standard input.");

    static string? Put(string made, string place, TimeProvider clock)
    {
        string? kept = null;
        if (File.Exists(place))
        {
            kept = Path.ChangeExtension(place, "before-" + clock.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + ".duckdb");
            File.Move(place, kept);
        }

        File.Move(made, place);
        return kept;
    }

    static void Remove(string file)
    {
        foreach (var left in new[] { file, file + ".wal" }.Where(File.Exists))
            File.Delete(left);
    }
}
