using System.Globalization;

namespace DataDrivenDecisions.Warehouse;

/// <summary>Somebody asked for what was known on a day on which nothing was known: before the first load, or in the future.</summary>
public sealed class NotKnownThen : InvalidOperationException
{
    NotKnownThen(string message) : base(message)
    {
    }

    internal static NotKnownThen Ahead(DateOnly day, DateOnly today) =>
        new($"{Said(day)} has not come yet: the district's day is {Said(today)}. Choose that day or one before it.");

    internal static NotKnownThen Before(DateOnly day, DateOnly? first) => new(first is { } known
        ? $"Nothing was known on {Said(day)}: the first data were loaded on {Said(known)}. Choose that day or a later one."
        : $"Nothing was known on {Said(day)}: no data have been loaded yet.");

    static string Said(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
