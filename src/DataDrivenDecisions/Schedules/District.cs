using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Schedules;

/// <summary>One school district at work: its warehouse, its importer, its folder and its clock, opened together.</summary>
public sealed class District : IDisposable
{
    bool _isHistoryBehind;

    District(DistrictRecord place, DistrictFolder folder, RecordStore records, DataWarehouse warehouse, TimeProvider clock, TimeProvider machine)
    {
        Place = place;
        Folder = folder;
        Records = records;
        Warehouse = warehouse;
        Clock = clock;
        Drafts = new MappingDrafts(folder.MappingDrafts, clock);
        Tries = new TriedDeliveries(folder.Tries, machine);
        Importer = new Importer(warehouse, Keep, clock)
        {
            Limits = () => Limits,
            Mappings = () => SavedMappings.Formats(records.Mappings, place.Slug),
            Matches = () => records.Matches.List(place.Slug),
        };
    }

    // A history that could not be written, the disk being full say, catches up before anything else goes into it.
    long Keep(ImportedDelivery delivery)
    {
        if (_isHistoryBehind)
            UnrecordedLoads.Record(Place, Records, Warehouse, Clock, Folder, but: delivery.Load);
        _isHistoryBehind = true;
        var id = Records.Imports.Save(Slug, delivery, Clock);
        _isHistoryBehind = false;
        return id;
    }

    /// <summary>What the records say of the district.</summary>
    public DistrictRecord Place { get; }
    public string Slug => Place.Slug;
    public string Name => Place.Name;
    public DistrictFolder Folder { get; }
    public RecordStore Records { get; }
    public DataWarehouse Warehouse { get; }
    public Importer Importer { get; }

    /// <summary>Files that no format knew, on their way to a mapping.</summary>
    public MappingDrafts Drafts { get; }

    /// <summary>Deliveries that were tried and wait for a word; they grow old by the machine's clock, also where the district's stands still.</summary>
    public TriedDeliveries Tries { get; }

    /// <summary>How large a delivery may be, as the district has it set now.</summary>
    public ImportLimits Limits => LimitSetting.Of(Records.Settings.Of(Slug));

    /// <summary>The district's own clock, in its time zone; a sample district's stands at one day.</summary>
    public TimeProvider Clock { get; }

    /// <summary>The district's day.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Clock.GetLocalNow().DateTime);

    /// <summary>Opens a district's warehouse in its folder; the caller disposes it.</summary>
    /// <exception cref="WarehouseBusy">Another process holds the warehouse.</exception>
    public static District Open(DistrictRecord place, DataFolder data, RecordStore records, TimeProvider clock)
    {
        var folder = data.District(place.Slug);
        var own = new DistrictClock(clock, ScheduleTimes.Zone(place.TimeZone), place.ClockDay);
        var warehouse = DataWarehouse.Open(Settings(place, data, new WarehousePlaces(data).Of(place.Slug)), own);
        UnfinishedUndo.FinishAll(place, records, warehouse);
        UnrecordedLoads.Record(place, records, warehouse, own, folder);
        return new District(place, folder, records, warehouse, own, clock);
    }

    /// <summary>What it takes to open the district's warehouse at a place.</summary>
    public static WarehouseSettings Settings(DistrictRecord place, DataFolder data, StorePlace at)
    {
        var folder = data.District(place.Slug);
        return new WarehouseSettings { File = folder.Warehouse, Spool = folder.Spool, Today = place.ClockDay, Server = at.Connection, MemoryLimit = MemoryAllowance.OfProcess.Engine };
    }

    public void Dispose() => Warehouse.Dispose();
}
