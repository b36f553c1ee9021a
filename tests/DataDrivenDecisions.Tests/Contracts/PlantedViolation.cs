// A type that stands in the lowest room and imports a higher one: the walls' own test must find it by its full name.
namespace DataDrivenDecisions.Units;

internal sealed class PlantedViolation
{
    public DataDrivenDecisions.Facts.Query<string>? Query { get; init; }

    public Dapper.CommandDefinition Command { get; init; }
}
