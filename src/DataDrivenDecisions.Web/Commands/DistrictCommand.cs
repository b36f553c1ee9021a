using System.CommandLine;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>district add|list|limits</c>: the districts that this service keeps data for, and how large their deliveries may be.</summary>
static class DistrictCommand
{
    public static Command Make(CommandLine line) => new("district", "Add a district, list them, or set how large deliveries may be.") { Add(line), List(line), LimitsCommand.Make(line) };

    static Command Add(CommandLine line)
    {
        var slug = new Argument<string>("slug") { Description = "Its short name: lower-case letters, digits and hyphens." };
        var name = new Option<string?>("--name") { Description = "The name that people read. Default: the short name." };
        var zone = new Option<string>("--time-zone") { Description = "Its IANA time zone.", DefaultValueFactory = _ => "America/Chicago" };
        var engine = new Option<string>("--engine") { Description = "Where its warehouse is: duckdb, a file; or sqlserver, a database whose connection string is asked for.", DefaultValueFactory = _ => StorePlace.DuckDb };
        engine.AcceptOnlyFromAmong(StorePlace.DuckDb, StorePlace.SqlServer);
        var command = new Command("add", "Add a district, with an empty warehouse and a schedule for its nights.") { slug, name, zone, engine };
        line.BesideService(command, (bench, _) => Add(bench, bench.Value(slug), bench.Value(name), bench.Value(zone)!, bench.Value(engine)!));
        return command;
    }

    static int Add(Bench bench, string slug, string? name, string zone, string engine)
    {
        if (!DistrictRecord.IsSlug(slug))
            throw new CommandProblem(ExitCode.Usage, "A district's short name has lower-case letters, digits and hyphens, such as maple-valley.");
        ScheduleTimes.Zone(zone);
        var place = new DistrictRecord { Slug = slug, Name = name ?? slug, TimeZone = zone };
        var nights = Schedule.Nightly.For(place);
        if (bench.Records.Districts.Find(slug) is null)
            MakeWarehouse(bench, place, engine);
        if (!bench.Records.Districts.Add(place, nights))
            throw new CommandProblem(ExitCode.Usage, $"There is a district '{slug}' already. Choose another short name.");
        var district = bench.Districts.Open(slug);
        ScheduleCommand.Set(bench, nights);
        bench.Records.Audit.Write(bench.Operator, "district add", slug);
        bench.Answer(new { slug, name = place.Name, timeZone = zone, drop = district.Folder.Drop }, words =>
        {
            words.WriteLine($"District '{slug}' is ready. Put its exports into {district.Folder.Drop}");
            words.WriteLine("or import them at once with 'import PATH'. Add its people with 'user add'.");
        });
        return ExitCode.Done;
    }

    // The warehouse is made before the district is written down: one that found no room for it would be half there, and its name taken.
    static void MakeWarehouse(Bench bench, DistrictRecord place, string engine)
    {
        if (engine == StorePlace.SqlServer)
        {
            PutOnServer(bench, place);
            return;
        }

        var file = bench.Data.District(place.Slug).Warehouse;
        var isNew = !File.Exists(file);
        try
        {
            DataWarehouse.Open(District.Settings(place, bench.Data, new WarehousePlaces(bench.Data).Of(place.Slug)), bench.Clock).Dispose();
        }
        catch when (isNew)
        {
            foreach (var begun in new[] { file, file + ".wal" })
                File.Delete(begun);
            throw;
        }
    }

    // The database is met before the district is written down: one that nobody reaches would stand in the way of all others.
    static void PutOnServer(Bench bench, DistrictRecord place)
    {
        var at = MigrateCommand.Ask(bench, place.Slug);
        DataWarehouse.Open(District.Settings(place, bench.Data, at), bench.Clock).Dispose();
        new WarehousePlaces(bench.Data).Set(place.Slug, at);
    }

    static Command List(CommandLine line)
    {
        var command = new Command("list", "List the districts.");
        line.Here(command, (bench, _) =>
        {
            var districts = bench.Records.Districts.List();
            bench.Answer(districts, words => Words.Table(words, ["slug", "name", "time zone", "clock stands at"],
                districts.Select(d => new[] { d.Slug, d.Name, d.TimeZone, Words.Of(d.ClockDay) })));
            return ExitCode.Done;
        });
        return command;
    }
}
