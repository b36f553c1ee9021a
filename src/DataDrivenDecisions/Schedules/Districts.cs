using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Schedules;

/// <summary>The districts of a data folder, each opened when it is first needed and kept open until the service stops.</summary>
public sealed class Districts(DataFolder folder, RecordStore records, TimeProvider clock) : IDisposable
{
    readonly Dictionary<string, District> _open = new(StringComparer.Ordinal);
    readonly Lock _opening = new();

    /// <summary>The district of a short name, opened once.</summary>
    /// <exception cref="UnknownDistrict">There is no such district.</exception>
    /// <exception cref="Warehouse.WarehouseBusy">Another process holds its warehouse.</exception>
    public District Open(string slug)
    {
        lock (_opening)
        {
            if (_open.TryGetValue(slug, out var open))
                return open;
            var place = records.Districts.Find(slug)
                ?? throw new UnknownDistrict($"There is no district '{slug}' here. List them with 'district list', or add it with 'district add'.");
            return _open[slug] = District.Open(place, folder, records, clock);
        }
    }

    /// <summary>Lets go of a district, so that it opens anew with what the records now say.</summary>
    public void Close(string slug)
    {
        lock (_opening)
        {
            if (_open.Remove(slug, out var open))
                open.Dispose();
        }
    }

    public void Dispose()
    {
        lock (_opening)
        {
            foreach (var district in _open.Values)
                district.Dispose();
            _open.Clear();
        }
    }
}

/// <summary>A district was named that is not in the records; the message says what to do.</summary>
public sealed class UnknownDistrict(string message) : Exception(message);
