using System.Globalization;

namespace DataDrivenDecisions.Warehouse;

/// <summary>How many threads one question to the warehouse may use, as the machine's administrator sets it: fewer where the server has other work too.</summary>
public static class ThreadAllowance
{
    /// <summary>The environment variable that holds it: a whole number from 1 to 256.</summary>
    public const string Setting = "DDD_THREADS";

    const int Most = 256;

    /// <summary>The allowance of this process, by its environment; 0 leaves it to the engine, which takes one for each core.</summary>
    /// <exception cref="FormatException">The variable holds something else than a number of threads.</exception>
    public static int OfProcess => Of(Environment.GetEnvironmentVariable(Setting));

    /// <summary>Reads a setting.</summary>
    /// <exception cref="FormatException">It is no number of threads.</exception>
    public static int Of(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
            return 0;
        return int.TryParse(setting.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads is > 0 and <= Most
            ? threads
            : throw new FormatException($"{Setting} must be a whole number of threads from 1 to {Most}; it is '{setting}'. Leave it out to use one for each core.");
    }
}
