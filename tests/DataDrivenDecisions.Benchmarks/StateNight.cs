using System.Globalization;

namespace DataDrivenDecisions.Benchmarks;

/// <summary>All students of a large state in one warehouse: a year of theirs, delivered district after district, and a night over all.</summary>
static class StateNight
{
    const int LastYear = 2026;

    /// <summary>Runs <c>state [STUDENTS] [DELIVERIES] [FOLDER]</c>; a folder that is named is kept, and what it holds already is not loaded once more.</summary>
    public static int Run(string[] args)
    {
        var students = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000_000;
        var deliveries = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10;
        if (args.Length > 2)
        {
            Measure(students, deliveries, Directory.CreateDirectory(args[2]).FullName);
            return 0;
        }

        var folder = Directory.CreateTempSubdirectory("ddd-state-").FullName;
        try
        {
            Measure(students, deliveries, folder);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static void Measure(int students, int deliveries, string folder)
    {
        var today = Population.Days(LastYear)[^2];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{students:N0} students, one year, in {deliveries} deliveries"));
        StageTime.PrintHead();
        using var district = new PopulatedDistrict(Path.Combine(folder, "data"), today);
        var schools = (students + Population.StudentsOfSchool - 1) / Population.StudentsOfSchool;
        var rows = 0L;
        for (var part = 0; part < deliveries; part++)
        {
            var loaded = Path.Combine(folder, $"delivery {part + 1} of {deliveries}, {students} students.loaded");
            if (File.Exists(loaded))
            {
                rows += long.Parse(File.ReadAllText(loaded), CultureInfo.InvariantCulture);
                continue;
            }

            // A delivery lies there no longer than until it is loaded: all of them at once would fill a disk.
            var delivery = Path.Combine(folder, $"district {(char)('A' + part)}");
            var (first, end) = ((int)((long)schools * part / deliveries) * Population.StudentsOfSchool, (int)((long)schools * (part + 1) / deliveries) * Population.StudentsOfSchool);
            var more = new Population(Math.Min(end, students), LastYear, 1, seed: 1, first).Write(delivery, today);
            StageTime.Of($"import of delivery {part + 1}", steps => district.Import(delivery, steps));
            Directory.Delete(delivery, recursive: true);
            File.WriteAllText(loaded, more.ToString(CultureInfo.InvariantCulture));
            rows += more;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows; the data folder has {Size(folder) / 1e9:N1} GB"));
        StageTime.PrintPeak();
        StageTime.Of("night: indicators, models, growth, mastery", _ => StageTime.Night(district));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the data folder has {Size(folder) / 1e9:N1} GB"));
        StageTime.PrintPeak();
    }

    static long Size(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
}
