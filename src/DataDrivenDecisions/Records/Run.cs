namespace DataDrivenDecisions.Records;

/// <summary>How one run of a schedule stands.</summary>
public enum RunState
{
    Running,
    Done,

    /// <summary>Done, but something waits for a person: a refused file, a held delivery.</summary>
    NeedsAttention,
    Failed,

    /// <summary>The service stopped while it ran.</summary>
    Interrupted,

    /// <summary>Another run of the same district was under way, so this one did not start.</summary>
    Skipped,
}

/// <summary>One run of a schedule, by the clock or by hand.</summary>
public sealed record Run
{
    public required long Id { get; init; }
    public required string District { get; init; }
    public required string Schedule { get; init; }

    /// <summary>"schedule" when the clock started it, else who did.</summary>
    public required string StartedBy { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public required RunState State { get; init; }

    /// <summary>Rows taken in, or results published.</summary>
    public long Rows { get; init; }
    public double Seconds { get; init; }

    /// <summary>One sentence for people.</summary>
    public string Message { get; init; } = "";
}

/// <summary>When a district's work is done by the clock.</summary>
public sealed record PlannedSchedule
{
    public required string District { get; init; }

    /// <summary>The name of the work: "nightly".</summary>
    public required string Schedule { get; init; }

    /// <summary>Seconds, minutes, hours, day of month, month, day of week: "0 30 2 * * ?".</summary>
    public required string Cron { get; init; }

    /// <summary>The IANA time zone that the cron text is read in.</summary>
    public required string TimeZone { get; init; }
    public bool IsPaused { get; init; }
}
