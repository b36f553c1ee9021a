using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace DataDrivenDecisions.Engines;

/// <summary>One numbered schema script of one engine.</summary>
sealed record SchemaScript(int Number, string Name, string Text)
{
    /// <summary>What the names of a store's scripts begin with among the program's resources: the warehouse's, or the records'.</summary>
    public const string Warehouse = "schema/", Records = "records/";

    /// <summary>SHA-256 of the text with line ends made equal, so that a checkout on Windows has the same.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));

    /// <summary>The scripts that come with this program for a store on an engine, in their order.</summary>
    /// <param name="engine">The engine's short name.</param>
    /// <param name="store">Whose scripts.</param>
    public static IReadOnlyList<SchemaScript> All(string engine, string store = Warehouse)
    {
        var assembly = typeof(SchemaScript).Assembly;
        return InOrder(assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(store, StringComparison.Ordinal) && n.EndsWith($".{engine}.sql", StringComparison.Ordinal))
            .Select(n => Read(assembly, n, store)));
    }

    /// <summary>The scripts by their numbers.</summary>
    /// <exception cref="InvalidOperationException">Two have one number: which of them a store has met could not be told.</exception>
    internal static IReadOnlyList<SchemaScript> InOrder(IEnumerable<SchemaScript> scripts)
    {
        List<SchemaScript> ordered = [.. scripts.OrderBy(s => s.Number)];
        return ordered.GroupBy(s => s.Number).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new InvalidOperationException($"Schema scripts {string.Join(" and ", twice.Select(s => s.Name))} have the same number. Give the later one the next number.")
            : ordered;
    }

    static SchemaScript Read(Assembly assembly, string resource, string store)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        var name = resource[store.Length..];
        return new SchemaScript(int.Parse(name[..4], CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
