using System.Diagnostics;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// The named places on a delivery's way at which a test may end the process, to see that the delivery is then wholly in or wholly out.
/// Without the test's environment variable nothing happens there.
/// </summary>
static class LoadPoint
{
    /// <summary>The environment variable that names the place.</summary>
    public const string Setting = "DDD_TEST_END_AT";

    public const string Surveyed = "surveyed", Archived = "archived", Staged = "staged", Resolved = "resolved", Settled = "settled", Merged = "merged",
        Placeheld = "placeheld", Journaled = "journaled", Derived = "derived", Checked = "checked", Committed = "committed", Recorded = "recorded";

    /// <summary>Places off a delivery's way: a warehouse that is upgraded, written into one file, closed, or that takes an import back.</summary>
    public const string Copying = "copying", Upgrading = "upgrading", Upgraded = "upgraded", Closing = "closing", Undoing = "undoing", Undone = "undone";

    /// <summary>The environment variable that names a file to which a test has every place written as it is reached.</summary>
    public const string Telling = "DDD_TEST_TELL_PLACES";

    static readonly string? EndAt = Environment.GetEnvironmentVariable(Setting), Told = Environment.GetEnvironmentVariable(Telling);

    /// <summary>Every place, in the order in which a delivery comes by.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Surveyed, Archived, Staged, Resolved, Settled, Merged, Placeheld, Journaled, Derived, Checked, Committed, Recorded];

    /// <summary>Ends the process at once, as a power cut would, when a test has asked for it at this place.</summary>
    public static void Reached(string place)
    {
        if (Told is not null)
            File.AppendAllText(Told, place + "\n");
        if (!string.Equals(place, EndAt, StringComparison.Ordinal))
            return;
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
