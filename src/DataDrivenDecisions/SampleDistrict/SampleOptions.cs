namespace DataDrivenDecisions.SampleDistrict;

/// <summary>Which sample district to make; the defaults make exactly the committed files.</summary>
public sealed record SampleOptions
{
    /// <summary>About how many students are enrolled at a time, at least 200.</summary>
    public int Students { get; init; } = 4000;

    /// <summary>
    /// False switches off everything that lasts within a student, a class or a school, so that nothing known about a student tells
    /// anything about what comes next: a model that finds something there has made it up.
    /// </summary>
    public bool Signal { get; init; } = true;

    /// <summary>The number from which all chance is drawn.</summary>
    public ulong Seed { get; init; } = 20260313;
}
