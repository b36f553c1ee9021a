namespace DataDrivenDecisions.Web.Pages.Shared;

/// <summary>How the state of a delivery or a file is said, and with which face.</summary>
public static class ImportWords
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
}
