using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// The ids by which a delivery's rows point to other things, each kept once and given a number. A year of attendance names the same students over and
/// over: its rows carry the number, and only the ids themselves are looked up.
/// </summary>
sealed class Mentions
{
    readonly Dictionary<string, Dictionary<string, int>> _numbers = new(StringComparer.Ordinal);
    int _newest;

    /// <summary>Columns of the session's own table of mentions.</summary>
    public const string Columns = "ref INTEGER, entity VARCHAR, id VARCHAR";

    /// <summary>The number of an id, or null where there is none.</summary>
    public long? Of(string entity, string? id)
    {
        if (id is null)
            return null;
        if (!_numbers.TryGetValue(entity, out var numbers))
            _numbers[entity] = numbers = new(StringComparer.Ordinal);
        if (!numbers.TryGetValue(id, out var number))
            numbers[id] = number = ++_newest;
        return number;
    }

    /// <summary>Writes every id once.</summary>
    public void Write(BulkRows rows)
    {
        foreach (var (entity, numbers) in _numbers)
            foreach (var (id, number) in numbers)
            {
                rows.Begin();
                rows.Whole(number);
                rows.Text(entity);
                rows.Text(id);
                rows.End();
            }
    }
}
