namespace DataDrivenDecisions.Web.Pages.Shared;

/// <summary>How a verdict is said to people.</summary>
public static class VerdictWords
{
    public static string Of(string verdict) => verdict switch
    {
        "concern" => "May need support",
        "watch" => "Worth a look",
        "fine" => "Fine",
        "too_soon" => "Too soon to say",
        _ => "No data",
    };
}
