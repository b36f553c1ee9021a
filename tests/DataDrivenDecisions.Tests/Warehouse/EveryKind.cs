using System.Reflection;
using System.Runtime.CompilerServices;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse.Loading;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>Arrivals of every kind that a table takes in, filled by the names and types of their properties: a kind that comes later is among them by itself.</summary>
static class EveryKind
{
    /// <summary>Every kind of arrival, in the order in which tables are resolved.</summary>
    public static IReadOnlyList<Type> All { get; } = [.. Tables.All.Select(t => t.Arrival)];

    /// <summary>One arrival of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="number">Tells things apart: it ends their ids.</param>
    /// <param name="says">What its plain texts say.</param>
    /// <param name="day">Its days.</param>
    /// <param name="ends">True where it says that the thing has ended.</param>
    public static Arrival Of(Type kind, int number, string says, DateOnly day, bool ends = false)
    {
        var arrival = (Arrival)RuntimeHelpers.GetUninitializedObject(kind);
        foreach (var property in kind.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
            property.SetValue(arrival, property.Name switch
            {
                "Line" => (long)number + 1,
                "Ends" => ends,
                _ => Value(property, number, says, day),
            });
        return arrival;
    }

    static object? Value(PropertyInfo property, int number, string says, DateOnly day) => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) switch
    {
        var t when t == typeof(string) && property.Name.EndsWith("Id", StringComparison.Ordinal) => property.Name[..^2].ToLowerInvariant() + number,
        var t when t == typeof(string) && property.Name.EndsWith("Number", StringComparison.Ordinal) => "n" + property.Name.ToLowerInvariant() + number,
        var t when t == typeof(string) => says,
        var t when t == typeof(IReadOnlyList<string>) => new[] { (property.Name.Contains("Session", StringComparison.Ordinal) ? "session" : "school") + number },
        var t when t == typeof(DateOnly) => property.Name.StartsWith("Exit", StringComparison.Ordinal) || property.Name.StartsWith("End", StringComparison.Ordinal) ? null : day,
        var t when t == typeof(bool) => property.Name is "IsActive" or "IsInstructional",
        var t when t == typeof(decimal) => 1m,
        var t when t == typeof(int) => 1,
        var t when t == typeof(long) => 1L,
        var t when t == typeof(SchoolYear) => Deliveries.Year,
        var t when t == typeof(GradeLevel) => GradeLevel.Parse("09"),
        var t when t.IsEnum => Enum.GetValues(t).GetValue(1),
        var t => throw new NotSupportedException($"EveryKind has no example of a {t.Name}; add one."),
    };
}
