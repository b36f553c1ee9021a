using System.Globalization;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Importing;

/// <summary>How far an import has come.</summary>
/// <param name="File">The file at hand; of the steps after the reading, the delivery.</param>
/// <param name="Done">Rows read so far.</param>
/// <param name="Of">Rows in the file; 0 while nobody has counted them yet.</param>
public sealed record ImportProgress(string File, long Done, long Of)
{
    /// <summary>What is being done.</summary>
    public LoadStep Step { get; init; } = LoadStep.Read;

    /// <summary>Rows read in a second, or null while that cannot be told.</summary>
    public double? RowsPerSecond { get; init; }

    /// <summary>True while the file's rows are read and checked.</summary>
    public bool IsReading => Step is LoadStep.Read;

    /// <summary>How much of the reading is behind it, 0 to 1.</summary>
    public double ShareRead => Step switch
    {
        LoadStep.Look => 0,
        LoadStep.Read => Of > 0 ? Math.Clamp((double)Done / Of, 0, 1) : 0,
        _ => 1,
    };

    /// <summary>The time until the file is read at this rate, or null while that cannot be told.</summary>
    public TimeSpan? Left => RowsPerSecond is > 0 and var rate && Of > 0 ? TimeSpan.FromSeconds(Math.Max(0, Of - Done) / rate) : null;

    /// <summary>The same for people: "1,234,000 of 4,140,000 rows, 210,000 a second, 14 s left to read".</summary>
    public string Sentence => Step switch
    {
        LoadStep.Look => Done == 0 ? "taking a first look" : string.Create(CultureInfo.InvariantCulture, $"taking a first look, {Done:N0} rows so far"),
        LoadStep.Match => "finding whom and what the rows name",
        LoadStep.Compare => "comparing with what is known",
        LoadStep.Write => "writing",
        LoadStep.Derive => "bringing the attendance of the year and everyone's place up to date",
        LoadStep.Check => "checking what was written",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Done:N0} of {Of:N0} rows{Rate}"),
    };

    string Rate => (RowsPerSecond, Left) is ({ } rate, { } left)
        ? string.Create(CultureInfo.InvariantCulture, $", {(rate < 10_000 ? Math.Round(rate) : Math.Round(rate / 1000) * 1000):N0} a second, {TimeLeft(left)} left to read") : "";

    static string TimeLeft(TimeSpan left) => left.TotalSeconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(left.TotalSeconds):0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(left.TotalMinutes):0} min");
}
