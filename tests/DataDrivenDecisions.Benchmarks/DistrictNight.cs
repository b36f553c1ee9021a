using System.Globalization;

namespace DataDrivenDecisions.Benchmarks;

/// <summary>A district with years behind it: its first import, a night, and a day's delivery with the night after it, stage by stage.</summary>
static class DistrictNight
{
    const int LastYear = 2026;

    /// <summary>Runs <c>district [STUDENTS] [YEARS]</c>.</summary>
    public static int Run(string[] args)
    {
        var students = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 50_000;
        var years = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        var folder = Directory.CreateTempSubdirectory("ddd-district-").FullName;
        try
        {
            Measure(students, years, folder);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static void Measure(int students, int years, string folder)
    {
        var population = new Population(students, LastYear, years, seed: 1);
        var days = Population.Days(LastYear);
        var (yesterday, today) = (days[^3], days[^2]);
        var (history, delta) = (Path.Combine(folder, "history"), Path.Combine(folder, "delta"));
        var all = population.Write(history, yesterday);
        var fresh = population.Write(delta, today, today);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{students:N0} students, {years} years of {days.Count} days: {all:N0} rows; a day's delivery: {fresh:N0} rows"));
        StageTime.PrintHead();
        var total = StageTime.Begin();
        using var district = new PopulatedDistrict(Path.Combine(folder, "data"), yesterday);
        StageTime.Of("first import of all of it", steps => district.Import(history, steps));
        StageTime.Of("night: indicators, models, growth, mastery", _ => StageTime.Night(district));
        district.Stand(today);
        var daily = StageTime.Begin();
        StageTime.Of("a day's delivery", steps => district.Import(delta, steps));
        StageTime.Of("the night after it", _ => StageTime.Night(district));
        daily.Print("day's delivery and night together");
        total.Print("all");
        StageTime.PrintPeak();
    }
}
