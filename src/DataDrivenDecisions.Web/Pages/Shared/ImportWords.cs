using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace DataDrivenDecisions.Web.Pages.Shared;

/// <summary>How the state of a delivery or a file is said, and with which face.</summary>
public static partial class ImportWords
{
    public static string State(string state) => state switch
    {
        "loaded" => "Loaded",
        "unchanged" => "Nothing new",
        "held" => "Held",
        "refused" => "Refused",
        "dry-run" => "Dry run",
        "undone" => "Undone",
        "released" => "Released",
        "kept-out" => "Kept out",
        _ when state.StartsWith("undoing", StringComparison.Ordinal) => "Being undone",
        _ => state,
    };

    public static string Tag(string state) => state switch
    {
        "held" => "tag-hold",
        "refused" => "tag-stop",
        "unchanged" or "dry-run" or "undone" or "kept-out" => "tag-quiet",
        _ => "",
    };

    /// <summary>The name of a file without its archive's, which may break where its words part and not within one.</summary>
    public static IHtmlContent File(string name) => new HtmlString(string.Join("<wbr>", WordEnd().Split(name.Split('!')[^1]).Select(HtmlEncoder.Default.Encode)));

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z.])|(?<=[_-])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WordEnd();
}
