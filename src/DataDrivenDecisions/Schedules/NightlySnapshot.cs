using DataDrivenDecisions.Warehouse.Snapshots;

namespace DataDrivenDecisions.Schedules;

/// <summary>Writes the night's snapshot for other programs (Excel, Power BI, a state's own tools) as the district's policy lets it out.</summary>
public sealed class NightlySnapshot : Schedule
{
    public override string Name => "snapshot";
    public override string Title => "Write the snapshot for other programs";

    // After the night of 2:30, which takes a quarter of an hour in a district of fifty thousand.
    public override string UsualCron => "0 30 4 * * ?";

    public override ScheduleOutcome Run(District district, TimeProvider machineClock, IProgress<string>? progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(district);
        var made = Make(district, "schedule:" + Name, progress, stop).Manifest!;
        var rows = made.Views.Sum(v => v.Rows);
        return new ScheduleOutcome(rows, NeedsAttention: false, $"Snapshot of {made.Views.Count} views with {rows} rows, {(made.HasNames ? "with" : "without")} names.");
    }

    /// <summary>Makes today's snapshot and keeps its manifest's hash in the audit, so that a change to it is noticed.</summary>
    /// <param name="district">Whose.</param>
    /// <param name="by">Who does it, as the audit names them.</param>
    /// <param name="progress">Gets a sentence per view.</param>
    /// <param name="stop">Stops between views.</param>
    public static FoundSnapshot Make(District district, string by, IProgress<string>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(district);
        var policy = SnapshotPolicy.Of(district.Records.Settings.Of(district.Slug));
        var made = new Snapshot(district.Warehouse, district.Folder.Spool, FolderOf(district)).Make(district.Slug, policy, district.Clock.GetUtcNow(), progress, stop);
        district.Records.Audit.Write(by, AuditWord, $"{About(district, made.Day)} {made.ManifestHash}");
        return made;
    }

    /// <summary>What is wrong with the snapshot of a day, a sentence each; empty when it is the one that was made.</summary>
    public static IReadOnlyList<string> Verify(District district, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(district);
        var about = About(district, day) + " ";
        var made = district.Records.Audit.List(int.MaxValue).FirstOrDefault(a => a.What == AuditWord && a.About.StartsWith(about, StringComparison.Ordinal));
        return FolderOf(district).Verify(day, made?.About[about.Length..]);
    }

    /// <summary>The snapshots of a district.</summary>
    public static SnapshotFolder FolderOf(District district)
    {
        ArgumentNullException.ThrowIfNull(district);
        return new SnapshotFolder(district.Folder.Snapshots);
    }

    const string AuditWord = "snapshot";

    static string About(District district, DateOnly day) => $"{district.Slug} {day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}";
}
