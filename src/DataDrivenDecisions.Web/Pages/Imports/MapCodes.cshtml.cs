using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Importing.Mapping.Detecting;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Imports;

/// <summary>The third step of a mapping: what each code means; a code that nobody maps is never read as present.</summary>
public sealed class MapCodesModel : MapPage
{
    /// <summary>The fields whose columns hold codes, with the codes and how often each occurs.</summary>
    public IReadOnlyList<(ContentField Field, FieldMapping Mapping, DetectedColumn Column)> Coded =>
    [
        .. from asked in Profile.Kind.Fields
           where asked.Type == FieldType.Code
           let mapping = Profile.Fields.GetValueOrDefault(asked.Name)
           where mapping?.Column is not null
           let column = Suggestion.Table.Columns.FirstOrDefault(c => c.Name == mapping.Column)
           where column is { Values.Count: > 0 }
           select (asked, mapping, column),
    ];

    public int Unmapped => Coded.Sum(c => c.Column.Values.Count(v => !c.Mapping.Codes.ContainsKey(v.Value)));

    public IActionResult OnGet(string id) => !Open(id) ? NotFound() : Coded.Count == 0 ? LocalRedirect(Step("check")) : Page();

    public IActionResult OnPost(string id)
    {
        if (!Open(id))
            return NotFound();
        var chosen = new Dictionary<string, (IReadOnlyDictionary<string, string> Codes, string? Others)>(StringComparer.Ordinal);
        foreach (var (field, _, column) in Coded)
        {
            var codes = column.Values.Select((v, i) => (v.Value, Meaning: Request.Form[$"meaning-{field.Name}-{i}"].ToString()));
            chosen[field.Name] = (codes.Where(c => c.Meaning.Length > 0).ToDictionary(c => c.Value, c => c.Meaning, StringComparer.OrdinalIgnoreCase), Request.Form["others-" + field.Name].ToString());
        }
        Keep(Mapper.WithCodes(Draft, chosen));
        return LocalRedirect(Step("check"));
    }
}
