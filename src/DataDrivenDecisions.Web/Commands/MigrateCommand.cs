using System.CommandLine;
using System.Globalization;
using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>
/// <c>migrate</c>: moves a district's warehouse between DuckDB and SQL Server, or the records between SQLite and SQL Server, compares what arrived, and only then
/// switches the setting; the old store is kept.
/// </summary>
static class MigrateCommand
{
    public static Command Make(CommandLine line)
    {
        var to = new Option<string>("--to") { Description = "Where to: sqlserver; or back into a file, which is duckdb for a warehouse and sqlite for the records.", Required = true };
        to.AcceptOnlyFromAmong(StorePlace.SqlServer, StorePlace.DuckDb, StorePlace.Sqlite);
        var records = new Option<bool>("--records") { Description = "Move the records (users, grants, audit, import and run history) instead of a warehouse." };
        var command = new Command("migrate", "Move a district's warehouse, or the records, to SQL Server or back; stop the service first.") { to, records };
        line.Here(command, (bench, stop) => bench.Value(records) ? MoveRecords(bench, bench.Value(to)!, stop) : Run(bench, bench.Value(to)!));
        return command;
    }

    static int MoveRecords(Bench bench, string engine, CancellationToken stop)
    {
        if (engine == StorePlace.DuckDb)
            throw new CommandProblem(ExitCode.Usage, "Records are not kept in DuckDB, which is made for large questions and not for small changes. Say --to sqlserver or --to sqlite.");
        if (CommandSocketClient.IsListening(bench.Data, stop).GetAwaiter().GetResult())
            throw new CommandProblem(ExitCode.Busy, "A service is running on this data folder and writes records. Stop it first, move them, and start it again.");
        if (new RecordsPlace(bench.Data).Now.Engine == engine)
            throw new CommandProblem(ExitCode.Usage, $"The records are on {engine} already. 'doctor' shows where they are.");
        var next = engine == StorePlace.SqlServer ? Place(bench, RecordsPlace.FromEnvironment, RecordsPlace.Variable, "the records") : StorePlace.RecordsFile;
        var progress = bench.Progress();
        var moved = RecordsMove.Run(bench.Data, next, bench.Clock, progress);
        progress.Clear();
        // From here on the bench's records are those at the new place.
        bench.Records.Audit.Write(bench.Operator, "migrate to " + engine, "records");
        Answer(bench, new { records = true, engine, tables = Tables(moved.Tables), rows = moved.Tables.Sum(t => t.Rows), hash = moved.Hash, kept = moved.Kept }, "The records are", engine, moved.Tables, moved.Hash, moved.Kept);
        return ExitCode.Done;
    }

    static int Run(Bench bench, string engine)
    {
        if (engine == StorePlace.Sqlite)
            throw new CommandProblem(ExitCode.Usage, "A warehouse is on duckdb or sqlserver; sqlite is for the records alone (--records).");
        var slug = bench.DistrictSlug();
        var place = bench.Records.Districts.Find(slug)!;
        var places = new WarehousePlaces(bench.Data);
        var now = places.Of(slug);
        if (now.Engine == engine)
            throw new CommandProblem(ExitCode.Usage, $"The warehouse of '{slug}' is on {engine} already. 'doctor' shows where each district's is.");
        var next = engine == StorePlace.SqlServer ? Ask(bench, slug) : StorePlace.File;
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
        Answer(bench, new { district = slug, engine, tables = Tables(moved.Tables), rows = moved.Tables.Sum(t => t.Rows), hash = moved.Hash, kept }, $"The warehouse of '{slug}' is", engine, moved.Tables, moved.Hash, kept);
        return ExitCode.Done;
    }

    static IEnumerable<object> Tables(IReadOnlyList<MovedTable> tables) => tables.Select(t => new { table = t.Table, rows = t.Rows });

    static void Answer(Bench bench, object json, string what, string engine, IReadOnlyList<MovedTable> tables, string hash, string? kept) => bench.Answer(json, words =>
    {
        words.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} on {engine} now: {tables.Sum(t => t.Rows):N0} rows in {tables.Count} tables, compared row by row."));
        words.WriteLine($"The hash is {hash}, the same as before. {(kept is null ? "The database that they came from is as it was." : $"The old store is kept: {kept}")}");
    });

    static (IReadOnlyList<MovedTable> Tables, string Hash) Moved(Bench bench, WarehouseSettings from, WarehouseSettings to, IProgress<string> progress)
    {
        using var source = DataWarehouse.Open(from, bench.Clock);
        using var target = DataWarehouse.Open(to, bench.Clock);
        var tables = source.MoveTo(target, progress);
        return (tables, target.Hash());
    }

    /// <summary>The database of a district, as the environment says or a person does; it is never an argument.</summary>
    public static StorePlace Ask(Bench bench, string slug) =>
        Place(bench, WarehousePlaces.FromEnvironment(slug), WarehousePlaces.Variable, $"'{slug}'");

    static StorePlace Place(Bench bench, string? given, string variable, string whose) =>
        (given ?? bench.AskSecret($"Connection string of the empty database for {whose}: ")) is { Length: > 0 } connection
            ? StorePlace.On(connection)
            : throw new CommandProblem(ExitCode.Usage, $"Nothing says how to reach the database. Set {variable}, or give the connection string on standard input.");

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
