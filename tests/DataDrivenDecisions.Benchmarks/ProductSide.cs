using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Schedules;
using DuckDB.NET.Data;

namespace DataDrivenDecisions.Benchmarks;

/// <summary>The contenders that are programs of .NET, each run alone in a process of its own: the product, and plain SQL over DuckDB's own reader.</summary>
static class ProductSide
{
    public const string Command = "side", Product = "product", DuckDbSql = "duckdb sql";

    // Whole numbers alone, so that equal means equal.
    const string Values = """
        SELECT (SELECT CAST(ROUND(SUM(absent)) AS BIGINT) FROM yearly) AS Absent, (SELECT CAST(SUM(enrolled) AS BIGINT) FROM yearly) AS Enrolled,
               (SELECT COUNT(*) FROM yearly WHERE enrolled >= 10 AND absent * 10 >= enrolled) AS Chronic
        """;

    public static int Run(string[] args)
    {
        var (folder, year) = (args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
        var own = Directory.CreateTempSubdirectory("ddd-side-").FullName;
        try
        {
            Console.WriteLine(JsonSerializer.Serialize(args[0] == Product ? OfProduct(folder, own, year) : OfDuckDb(folder, own, year), Side.Json));
            return 0;
        }
        finally
        {
            Directory.Delete(own, recursive: true);
        }
    }

    static Side OfProduct(string folder, string own, int year)
    {
        using var district = new PopulatedDistrict(own, Population.Days(year)[^1]);
        var import = Timed(() => district.Import(folder));
        var indicators = Timed(() => district.Analyze(AnalysisParts.Indicators));
        StudentMatrix? made = null;
        var matrix = Timed(() => made = district.Matrix());
        var attendance = district.Ask(new Query<Sums>($"""
            WITH yearly AS (SELECT student_key, SUM(absent_days) AS absent, SUM(enrolled_days) AS enrolled FROM seen.attendance_month WHERE school_year = @year GROUP BY student_key)
            {Values}
            """, new { year }))[0];
        var marks = district.Ask(new Query<MarkSums>("""
            SELECT SUM(CASE WHEN letter_mark = 'F' THEN 1 ELSE 0 END) AS Failing, CAST(ROUND(SUM(percent_points) * 10) AS BIGINT) AS Percents FROM seen.mark WHERE school_year = @year
            """, new { year }))[0];
        var incidents = district.Ask(new Query<long>("SELECT COUNT(DISTINCT incident_id) FROM seen.incident WHERE school_year = @year", new { year }))[0];
        return Told(import, indicators, matrix, attendance, marks, incidents, MatrixColumns.Of(made!.Values, StudentMatrix.Names));
    }

    static Side OfDuckDb(string folder, string own, int year)
    {
        using var connection = new DuckDBConnection($"DataSource={Path.Combine(own, "raw.duckdb")};memory_limit=2GB");
        connection.Open();
        var import = Timed(() => Read(connection, folder));
        var (attendance, marks, incidents) = (new Sums(), new MarkSums(), 0L);
        var indicators = Timed(() =>
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{year - 1}-{year % 100:00}");
            var (first, last) = (Population.Days(year)[0], Population.Days(year)[^1]);
            Execute(connection, $"""
                CREATE TABLE yearly AS
                WITH days AS (SELECT school_number, COUNT(*) AS enrolled FROM calendar WHERE school_year = '{name}' GROUP BY ALL),
                     absences AS (SELECT student_number, SUM(portion_absent) AS absent FROM attendance WHERE attendance_date BETWEEN '{first:yyyy-MM-dd}' AND '{last:yyyy-MM-dd}' GROUP BY ALL)
                SELECT e.student_number, SUM(d.enrolled) AS enrolled, COALESCE(ANY_VALUE(a.absent), 0) AS absent
                FROM   school_enrollment e JOIN days d USING (school_number) LEFT JOIN absences a USING (student_number) WHERE e.school_year = '{name}' GROUP BY ALL
                """);
            Execute(connection, $"CREATE TABLE failed AS SELECT student_number, COUNT(*) FILTER (mark = 'F') AS failing, SUM(percent) AS percents, AVG(percent) AS mean FROM section_marks WHERE school_year = '{name}' GROUP BY ALL");
            Execute(connection, $"CREATE TABLE acts AS SELECT student_number, COUNT(*) AS acts FROM incidents WHERE incident_date BETWEEN '{first:yyyy-MM-dd}' AND '{last:yyyy-MM-dd}' GROUP BY ALL");
            attendance = First(connection, Values, r => new Sums { Absent = r.GetInt64(0), Enrolled = r.GetInt64(1), Chronic = r.GetInt64(2) });
            marks = First(connection, "SELECT CAST(SUM(failing) AS BIGINT), CAST(ROUND(SUM(percents) * 10) AS BIGINT) FROM failed", r => new MarkSums { Failing = r.GetInt64(0), Percents = r.GetInt64(1) });
            incidents = First(connection, "SELECT CAST(COALESCE(SUM(acts), 0) AS BIGINT) FROM acts", r => r.GetInt64(0));
        });
        float[] made = [];
        var matrix = Timed(() => made = MatrixSql.Build(connection, year));
        return Told(import, indicators, matrix, attendance, marks, incidents, MatrixColumns.Of(made, StudentMatrix.Names));
    }

    // Ids and words as text, dates and numbers typed, as an analyst would say them; a durable file.
    static void Read(DuckDBConnection connection, string folder)
    {
        foreach (var (file, columns) in new[]
        {
            (Population.Calendar, "'school_number': 'VARCHAR', 'calendar_date': 'DATE', 'day_type': 'VARCHAR', 'school_year': 'VARCHAR'"),
            (Population.Enrollment, "'student_number': 'VARCHAR', 'school_number': 'VARCHAR', 'school_year': 'VARCHAR', 'grade_level': 'VARCHAR', 'entry_date': 'DATE', 'entry_code': 'VARCHAR', 'exit_date': 'DATE', 'exit_code': 'VARCHAR', 'exit_reason': 'VARCHAR'"),
            (Population.Sections, "'sourcedId': 'VARCHAR', 'title': 'VARCHAR', 'courseSourcedId': 'VARCHAR', 'schoolSourcedId': 'VARCHAR'"),
            (Population.Attendance, "'student_number': 'VARCHAR', 'school_number': 'VARCHAR', 'attendance_date': 'DATE', 'attendance_code': 'VARCHAR', 'portion_absent': 'DECIMAL(5,4)', 'reason': 'VARCHAR'"),
            (Population.Marks, "'student_number': 'VARCHAR', 'school_number': 'VARCHAR', 'section_id': 'VARCHAR', 'school_year': 'VARCHAR', 'term': 'VARCHAR', 'mark_type': 'VARCHAR', 'mark': 'VARCHAR', 'percent': 'DECIMAL(12,4)', 'posted_date': 'DATE'"),
            (Population.Incidents, "'incident_id': 'VARCHAR', 'student_number': 'VARCHAR', 'school_number': 'VARCHAR', 'incident_date': 'DATE', 'behavior': 'VARCHAR'"),
        })
            Execute(connection, $"CREATE TABLE {Path.GetFileNameWithoutExtension(file)} AS FROM read_csv('{Path.Combine(folder, file).Replace("'", "''", StringComparison.Ordinal)}', header = true, delim = ',', columns = {{{columns}}})");
        Execute(connection, "CHECKPOINT");
    }

    internal static void Execute(DuckDBConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    static T First<T>(DuckDBConnection connection, string text, Func<System.Data.Common.DbDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        using var reader = command.ExecuteReader();
        reader.Read();
        return read(reader);
    }

    static double[] Timed(Action work)
    {
        var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        work();
        return [clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds];
    }

    static double[] Timed<T>(Func<T> work) => Timed(() => { work(); });

    static Side Told(double[] import, double[] indicators, double[] matrix, Sums attendance, MarkSums marks, long incidents, Dictionary<string, double[]> columns)
    {
        using var self = Process.GetCurrentProcess();
        return new Side
        {
            Import = import, Indicators = indicators, Matrix = matrix, Peak = self.PeakWorkingSet64 / 1048576.0, Columns = columns,
            Values = new(StringComparer.Ordinal)
            {
                ["absent days"] = attendance.Absent, ["enrolled days"] = attendance.Enrolled, ["chronic students"] = attendance.Chronic,
                ["failing marks"] = marks.Failing, ["incidents"] = incidents, ["percent sum x 10"] = marks.Percents,
            },
        };
    }

    sealed record Sums
    {
        public long Absent { get; init; }
        public long Enrolled { get; init; }
        public long Chronic { get; init; }
    }

    sealed record MarkSums
    {
        public long Failing { get; init; }
        public long Percents { get; init; }
    }
}
