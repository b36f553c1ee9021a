using DataDrivenDecisions.Importing.Mapping;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Imports;

/// <summary>The second step of a mapping: in which column each thing is found, how sure that is, and why.</summary>
public sealed class MapColumnsModel : MapPage
{
    /// <summary>The needed things that have neither a column nor a value yet.</summary>
    public IReadOnlyList<ContentField> Lacking => [.. Profile.Kind.Fields.Where(f => f.IsRequired && !Profile.Fields.ContainsKey(f.Name))];

    /// <summary>Columns that nothing is read from.</summary>
    public IReadOnlyList<string> Unread => [.. Suggestion.Table.Columns.Select(c => c.Name).Where(c => Profile.Fields.Values.All(f => f.Column != c))];

    public IActionResult OnGet(string id) => Open(id) ? Page() : NotFound();

    /// <summary>Why a field is found where it is suggested.</summary>
    public string Reason(ContentField field) =>
        Suggestion.Fields.FirstOrDefault(f => f.Field == field && f.Column == Profile.Fields.GetValueOrDefault(field.Name)?.Column) is { Reason.Length: > 0 } guess ? guess.Reason : "";

    public IActionResult OnPost(string id)
    {
        if (!Open(id))
            return NotFound();
        var names = Suggestion.Table.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var chosen = new Dictionary<string, (string? Column, string? Value)>(StringComparer.Ordinal);
        foreach (var field in Profile.Kind.Fields)
        {
            var (column, value) = (Said("column-" + field.Name), Said("value-" + field.Name));
            if (value is not null && Mapper.WhyNot(field, value) is { } why)
                return Refuse($"{field.Label}: what shall hold for every row cannot be read. {why}");
            chosen[field.Name] = (column is not null && names.Contains(column) ? column : null, value);
        }
        Keep(Mapper.WithFields(Draft, chosen));
        if (Lacking.Count > 0)
            return Refuse($"Still needed: {string.Join(", ", Lacking.Select(f => f.Label))}. Choose a column, or say what holds for every row.");
        return LocalRedirect(FirstQuestions.Count > 0 ? Step("") : Step("codes"));
    }

    string? Said(string name) => Request.Form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}
