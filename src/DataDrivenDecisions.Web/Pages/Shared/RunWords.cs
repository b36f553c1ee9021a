using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Web.Pages.Shared;

/// <summary>How the end of a run is said, and with which face.</summary>
public static class RunWords
{
    public static string Of(RunState state) => state switch
    {
        RunState.Running => "Running",
        RunState.Done => "Done",
        RunState.NeedsAttention => "Done, something waits",
        RunState.Failed => "Failed",
        RunState.Interrupted => "Interrupted",
        _ => "Skipped",
    };

    public static string Tag(RunState state) => state switch
    {
        RunState.NeedsAttention => "tag-hold",
        RunState.Failed => "tag-stop",
        RunState.Interrupted or RunState.Skipped => "tag-quiet",
        _ => "",
    };
}
