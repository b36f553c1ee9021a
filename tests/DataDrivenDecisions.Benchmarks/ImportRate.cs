using System.Globalization;

namespace DataDrivenDecisions.Benchmarks;

/// <summary>How fast the product's own import takes in an attendance file, beside raw readers of the same file in the same run.</summary>
static class ImportRate
{
    static readonly int[] UsualSizes = [64, 256];

    public static int Run(string[] args)
    {
        var sizes = args.Length == 0 ? UsualSizes : [.. args.Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
        Print("file", "way", "rows", "seconds", "cpu s", "rows/s", "peak MB", "of read_csv");
        foreach (var megabytes in sizes)
        {
            var folder = Directory.CreateTempSubdirectory("ddd-benchmark-").FullName;
            try
            {
                var (file, roster) = (Path.Combine(folder, "attendance.csv"), Path.Combine(folder, "enrollment.csv"));
                var rows = AttendanceFile.Write(file, roster, megabytes * 1048576L);
                var raw = 0.0;
                // Each way meets the file in the cache, as the one that wrote it left it.
                foreach (var name in Contender.Names.OrderBy(n => n == "product"))
                {
                    var own = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
                    var result = Contender.Of(name, file, roster, own);
                    if (result.Rows != rows)
                        throw new InvalidOperationException($"The way {name} took in {result.Rows} of {rows} rows.");
                    raw = name == "duckdb" ? result.Rows / result.Seconds : raw;
                    Print($"{megabytes} MB", name, $"{rows:N0}", $"{result.Seconds:N1}", $"{result.CpuSeconds:N1}", $"{result.Rows / result.Seconds:N0}", $"{result.PeakMegabytes:N0}",
                        raw > 0 ? $"{result.Rows / result.Seconds / raw:N3}" : "");
                    Directory.Delete(own, recursive: true);
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        return 0;
    }

    static void Print(params FormattableString[] cells) =>
        Console.WriteLine(string.Join("  ", cells.Select((c, i) => c.ToString(CultureInfo.InvariantCulture) is var text && i < 2 ? text.PadRight(10) : text.PadLeft(12))));

    static void Print(params string[] cells) => Print([.. cells.Select(c => (FormattableString)$"{c}")]);
}
