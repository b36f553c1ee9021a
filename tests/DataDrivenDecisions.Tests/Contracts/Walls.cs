using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;

namespace DataDrivenDecisions.Tests.Contracts;

/// <summary>Which room of the house may import which, and which library each keeps to itself. Adding a room means adding a line here.</summary>
internal static class Walls
{
    const string House = "DataDrivenDecisions";

    public static IReadOnlyDictionary<string, string[]> Rooms { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Units"] = [],
        ["SampleDistrict"] = ["Units"],
        ["Facts"] = ["Units"],
        ["Engines"] = ["Units"],
        ["Warehouse"] = ["Engines", "Facts", "Units"],
        ["Records"] = ["Engines", "Units"],
        ["Importing"] = ["Warehouse", "Records", "Facts", "Units"],
        ["Indicators"] = ["Facts", "Units"],
        ["Predicting"] = ["Facts", "Units"],
        ["Disclosure"] = ["Units"],
        ["Charts"] = ["Facts", "Units"],
        ["Reports"] = ["Charts", "Indicators", "Predicting", "Facts", "Units"],
        ["Schedules"] =
        [
            "Reports", "Charts", "Disclosure", "Predicting", "Indicators", "Importing", "Records", "Warehouse", "Engines", "Facts", "Units",
            "SampleDistrict",
        ],
    };

    /// <summary>Namespace of a library → the only room that sees it.</summary>
    public static IReadOnlyDictionary<string, string> Keepers { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Dapper"] = "Engines",
        ["DuckDB"] = "Engines",
        ["Microsoft.Data.SqlClient"] = "Engines",
        ["Microsoft.Data.Sqlite"] = "Engines",
        ["CsvHelper"] = "Importing",
        ["ExcelDataReader"] = "Importing",
        ["SpreadCheetah"] = "Importing",
        ["Renci"] = "Importing",
        ["Microsoft.ML"] = "Predicting",
        ["ScottPlot"] = "Charts",
        ["SkiaSharp"] = "Charts",
        ["Quartz"] = "Schedules",
    };

    /// <summary>Every import through a wall, as "full name of the type imports full name of the target".</summary>
    public static IReadOnlyList<string> Breaches(Architecture architecture) =>
    [
        .. from type in architecture.Types
           let room = RoomOf(type.FullName)
           where room is not null
           from target in type.Dependencies.Select(d => d.Target.FullName).Distinct(StringComparer.Ordinal)
           where IsBreach(room, target)
           orderby type.FullName, target
           select $"{type.FullName} imports {target}",
    ];

    static bool IsBreach(string room, string target)
    {
        if (target.StartsWith(House + ".Web", StringComparison.Ordinal))
            return true;
        if (RoomOf(target) is { } other)
            return other != room && !Rooms[room].Contains(other);
        return Keepers.Any(k => Inside(target, k.Key) && k.Value != room);
    }

    static string? RoomOf(string fullName) =>
        Rooms.Keys.FirstOrDefault(room => Inside(fullName, $"{House}.{room}"));

    static bool Inside(string fullName, string space) => fullName.StartsWith(space + ".", StringComparison.Ordinal);
}
