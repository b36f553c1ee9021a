using System.Text.RegularExpressions;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace DataDrivenDecisions.Tests.Engines;

/// <summary>SQL Server without a server: its texts are parsed by Microsoft's parser, and their names bound against the schema.</summary>
static class SqlServerTexts
{
    /// <summary>What the parser says against a text; empty when it is good.</summary>
    public static IReadOnlyList<string> Errors(string text)
    {
        var parser = new TSql160Parser(initialQuotedIdentifiers: true);
        using var reader = new StringReader(text);
        parser.Parse(reader, out var errors);
        return [.. errors.Select(e => $"line {e.Line}: {e.Message}")];
    }

    // A model knows what is, not what was: a view or table that a later script drops is left out.
    static List<string> AsLeft(IEnumerable<string> batches)
    {
        var left = new List<string>();
        foreach (var batch in batches)
            if (Regex.Match(batch, @"^DROP (?<kind>VIEW|TABLE) (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)) is { Success: true } dropped)
                left.RemoveAll(b => b.Contains($"CREATE {dropped.Groups["kind"].Value} {dropped.Groups["name"].Value} ", StringComparison.Ordinal));
            else
                left.Add(batch);
        return left;
    }

    /// <summary>A model of the scripts' batches plus extra objects.</summary>
    public static IReadOnlyList<string> BindingErrors(IEnumerable<string> batches)
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions { Collation = "Latin1_General_100_CI_AS" });
        foreach (var batch in AsLeft(batches))
            model.AddObjects(batch);
        return [.. model.Validate().Where(m => m.MessageType == Microsoft.SqlServer.Dac.DacMessageType.Error).Select(m => m.ToString())];
    }
}
