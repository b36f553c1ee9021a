using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Web.Hosting;

/// <summary>What the web host stands on: the records, the districts, where to listen, and what the caller adds.</summary>
public sealed record WebHostOptions
{
    public required DataFolder Folder { get; init; }
    public required RecordStore Records { get; init; }
    public required Districts Districts { get; init; }
    public required TimeProvider Clock { get; init; }

    /// <summary>Addresses such as "http://127.0.0.1:5080"; port 0 takes any free one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:5080"];

    /// <summary>A PFX or PEM certificate for HTTPS, or null.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Addresses of proxies whose forwarded headers are believed.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>The most sign-ins a minute from one address. A school signs in behind one address at eight; guessing is held off by each account's own lock.</summary>
    public int SignInsAMinute { get; init; } = 120;

    /// <summary>The sign-ins of a demonstration, shown on its sign-in page; empty anywhere else.</summary>
    public IReadOnlyList<DemoSignIn> DemoSignIns { get; init; } = [];

    /// <summary>Runs schedules on request; null where this process runs none.</summary>
    public ScheduleRunner? Runner { get; init; }

    /// <summary>The clock that starts schedules; null where none runs in this process.</summary>
    public ServiceScheduler? Scheduler { get; init; }
}

/// <summary>One sign-in of the demonstration.</summary>
/// <param name="UserName">What is typed as user name.</param>
/// <param name="Password">The demonstration's password; it protects invented students only.</param>
/// <param name="Who">"Counselor at Alder Creek High".</param>
public sealed record DemoSignIn(string UserName, string Password, string Who);
