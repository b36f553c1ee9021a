using System.Text.RegularExpressions;
using Microsoft.SqlServer.Dac.Model;

namespace DataDrivenDecisions.Tests.Engines;

/// <summary>SQL Server without a server: its texts are parsed by Microsoft's parser, and their names bound against the schema.</summary>
static class SqlServerTexts
{
    /// <summary>What the parser and the rules of plain T-SQL say against a text; empty when it is good.</summary>
    public static IReadOnlyList<string> Errors(string text) => PlainSql.Faults(text);

    // A model knows what is, not what was: a view or table that a later script drops is left out, and a column that it adds is one from the start.
    static List<string> AsLeft(IEnumerable<string> batches)
    {
        var left = new List<string>();
        foreach (var batch in batches)
            if (Regex.Match(batch, @"^ALTER TABLE (?<name>[\w.]+) ADD (?<columns>[^;]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)) is { Success: true } added)
            {
                var made = $"CREATE TABLE {added.Groups["name"].Value} (";
                var table = left.FindIndex(b => b.Contains(made, StringComparison.Ordinal));
                left[table] = left[table].Replace(made, $"{made}{added.Groups["columns"].Value}, ", StringComparison.Ordinal);
            }
            else if (Regex.Match(batch, @"^DROP (?<kind>VIEW|TABLE) (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)) is { Success: true } dropped)
                left.RemoveAll(b => b.Contains($"CREATE {dropped.Groups["kind"].Value} {dropped.Groups["name"].Value} ", StringComparison.Ordinal));
            else
                left.Add(batch);
        return left;
    }

    /// <summary>A model of what the scripts leave; names are told apart by case, as a database that compares by bytes does.</summary>
    /// <param name="batches">The scripts' batches, in their order.</param>
    /// <param name="refused">Told of each batch that the model does not take.</param>
    public static TSqlModel ModelOf(IEnumerable<string> batches, Action<string> refused)
    {
        var model = new TSqlModel(SqlServerVersion.Sql150, new TSqlModelOptions { Collation = "Latin1_General_100_BIN2" });
        foreach (var batch in AsLeft(batches))
            try
            {
                model.AddObjects(batch);
            }
            catch (DacModelException trouble)
            {
                refused($"{batch}: {trouble.Message}");
            }

        return model;
    }

    static readonly int[] Unknown = [71502, 71005];

    // What every server has, and a model of the warehouse alone has not.
    static readonly string[] Servers = ["[sp_getapplock]", "[sys].[", "[INFORMATION_SCHEMA].["];

    /// <summary>What cannot be bound in a model of the scripts' batches plus extra objects.</summary>
    public static IReadOnlyList<string> BindingErrors(IEnumerable<string> batches)
    {
        var refused = new List<string>();
        using var model = ModelOf(batches, refused.Add);
        // What a procedure names and nobody knows is only a warning to the model, and an error to the server.
        return [.. refused, .. model.Validate().Where(m => m.MessageType == Microsoft.SqlServer.Dac.DacMessageType.Error || Unknown.Contains(m.Number)).Select(m => m.ToString()).Where(m => !Servers.Any(m.Contains))];
    }
}
