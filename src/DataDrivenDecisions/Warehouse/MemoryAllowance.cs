using System.Globalization;
using System.Text.RegularExpressions;

namespace DataDrivenDecisions.Warehouse;

/// <summary>How much memory the program may take, as the machine's administrator sets it: the database engine gets its part, and the program's own objects the rest.</summary>
/// <param name="EngineMegabytes">What the engine of one district may hold before it spills to the disk.</param>
/// <param name="OwnMegabytes">What the program's own objects may hold; null leaves it to the machine.</param>
public sealed partial record MemoryAllowance(long EngineMegabytes, long? OwnMegabytes)
{
    /// <summary>The environment variable that holds it: <c>4GB</c>, <c>900MB</c>.</summary>
    public const string Setting = "DDD_MEMORY";

    /// <summary>Below this neither the engine nor the program can work.</summary>
    public const long LeastMegabytes = 512;

    // What the process takes beside both: code, stacks, buffers of the system; and what the engine and the program free without giving it back, a part of what they hold.
    const long Beside = 150, BesidePercent = 21;

    /// <summary>Without a setting: two gigabytes for the engine.</summary>
    public static MemoryAllowance Usual { get; } = new(2048, null);

    /// <summary>The allowance of this process, by its environment.</summary>
    /// <exception cref="FormatException">The variable holds something else than an amount.</exception>
    public static MemoryAllowance OfProcess => Of(Environment.GetEnvironmentVariable(Setting));

    /// <summary>The engine's part in its own words.</summary>
    public string Engine => string.Create(CultureInfo.InvariantCulture, $"{EngineMegabytes}MB");

    /// <summary>Reads a setting; half of what is given goes to the engine and half to the program, less what the process takes beside both.</summary>
    /// <exception cref="FormatException">It is no amount, or too little to work with.</exception>
    public static MemoryAllowance Of(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
            return Usual;
        var amount = Amount().Match(setting);
        var megabytes = amount.Success && long.TryParse(amount.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number * (string.Equals(amount.Groups["unit"].Value, "GB", StringComparison.OrdinalIgnoreCase) ? 1024 : 1)
            : 0;
        if (megabytes < LeastMegabytes)
            throw new FormatException($"{Setting} must be an amount of memory of at least {LeastMegabytes}MB, such as 4GB; it is '{setting}'.");
        var part = (megabytes - Math.Max(Beside, megabytes * BesidePercent / 100)) / 2;
        return new MemoryAllowance(part, part);
    }

    /// <summary>Holds the program's own objects to their part from now on.</summary>
    public void Apply()
    {
        if (OwnMegabytes is not { } own)
            return;
        AppContext.SetData("GCHeapHardLimit", (ulong)own << 20);
        GC.RefreshMemoryLimit();
    }

    [GeneratedRegex(@"^\s*(?<number>\d{1,9})\s*(?<unit>MB|GB)\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Amount();
}
