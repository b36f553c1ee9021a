using System.Text.Json;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Importing;

/// <summary>What a file would do, as a text that the history keeps beside a held file. It names students as rejected rows do, so it is shown to no more people than those.</summary>
public static class ChangesText
{
    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>The changes as JSON.</summary>
    public static string Of(IReadOnlyList<EntityChanges> changes) => JsonSerializer.Serialize(changes, Web);

    /// <summary>The changes of such a text.</summary>
    public static IReadOnlyList<EntityChanges> Read(string text) => JsonSerializer.Deserialize<EntityChanges[]>(text, Web) ?? [];
}
