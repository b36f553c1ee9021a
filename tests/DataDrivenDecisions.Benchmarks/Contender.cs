using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CsvHelper;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Warehouse;
using DuckDB.NET.Data;

namespace DataDrivenDecisions.Benchmarks;

/// <summary>One way to take in a file, run alone in a process of its own, so that its memory is its own too.</summary>
/// <param name="Rows">Rows taken in.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="CpuSeconds">Time on all cores.</param>
/// <param name="PeakMegabytes">The most memory that the process held.</param>
sealed record Contender(long Rows, double Seconds, double CpuSeconds, double PeakMegabytes)
{
    public const string Command = "contender";

    static readonly Dictionary<string, Func<string, string, string, Func<long>>> Ways = new(StringComparer.Ordinal)
    {
        ["product"] = Product,
        ["duckdb"] = DuckDbReader,
        ["csvhelper"] = CsvHelperRecords,
    };

    public static IEnumerable<string> Names => Ways.Keys;

    /// <summary>Runs one way in a process of its own and returns what it measured.</summary>
    public static Contender Of(string name, string file, string roster, string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(typeof(Contender).Assembly.Location);
        foreach (var argument in new[] { Command, name, file, roster, folder })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Contender>(answer)!
            : throw new InvalidOperationException($"The way {name} failed; see above.");
    }

    /// <summary>The other end of <see cref="Of"/>.</summary>
    public static int Run(string[] args)
    {
        var taken = Ways[args[0]](args[1], args[2], args[3]);
        using var self = Process.GetCurrentProcess();
        var cpu = self.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var rows = taken();
        watch.Stop();
        self.Refresh();
        Console.WriteLine(JsonSerializer.Serialize(new Contender(rows, watch.Elapsed.TotalSeconds, (self.TotalProcessorTime - cpu).TotalSeconds, self.PeakWorkingSet64 / 1048576.0)));
        return 0;
    }

    // The roster is loaded beforehand: the file that is measured meets a district that knows its students.
    static Func<long> Product(string file, string roster, string folder)
    {
        var warehouse = DataWarehouse.Open(
            new WarehouseSettings { File = Path.Combine(folder, "warehouse.duckdb"), Spool = Path.Combine(folder, "spool"), Today = new DateOnly(2026, 7, 1) }, TimeProvider.System);
        var importer = new Importer(warehouse, null, TimeProvider.System);
        importer.Import([roster], new ImportOptions { By = "benchmark" });
        return () =>
        {
            var steps = new StepTimes();
            var report = importer.Import([file], new ImportOptions { By = "benchmark" }, steps).Single();
            warehouse.Dispose();
            steps.Write(Console.Error);
            return report.Refusal is null ? report.Loaded : throw new InvalidOperationException(report.Refusal);
        };
    }

    static Func<long> DuckDbReader(string file, string roster, string folder) => () =>
    {
        using var connection = new DuckDBConnection($"DataSource={Path.Combine(folder, "raw.duckdb")};memory_limit=2GB");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            CREATE TABLE attendance AS FROM read_csv('{file.Replace("'", "''", StringComparison.Ordinal)}', header = true, delim = ',', quote = '"', columns = {"{"}
                'student_number': 'VARCHAR', 'school_number': 'VARCHAR', 'attendance_date': 'DATE', 'attendance_code': 'VARCHAR', 'portion_absent': 'DECIMAL(5,4)'{"}"});
            CHECKPOINT
            """;
        command.ExecuteNonQuery();
        command.CommandText = "SELECT COUNT(*) FROM attendance";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    };

    static Func<long> CsvHelperRecords(string file, string roster, string folder) => () =>
    {
        using var text = File.OpenText(file);
        using var csv = CsvReader.Create(text, new CsvReaderOptions { HasHeader = false });
        var rows = -1L;
        var letters = 0L;
        for (; csv.Read(); rows++)
            for (var i = 0; i < csv.FieldCount; i++)
                letters += csv.GetString(i).Length;
        return letters > 0 ? rows : 0;
    };
}
