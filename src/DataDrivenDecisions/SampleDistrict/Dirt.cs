using System.Globalization;

namespace DataDrivenDecisions.SampleDistrict;

/// <summary>Bad rows of one kind in one file, planted so that an import has something to find.</summary>
public sealed record PlantedDefect
{
    /// <summary>Path of the file below the sample folder, such as "1-history/sis.zip!attendance.csv".</summary>
    public required string File { get; init; }

    /// <summary>What is wrong, such as "impossible-date".</summary>
    public required string Kind { get; init; }

    /// <summary>How many bad rows; 0 where the file as a whole is meant.</summary>
    public required int Rows { get; init; }

    /// <summary>What an import makes of such a row: "rejected", "duplicate" (the good row beside it counts), or "loaded" where only the encoding is unusual.</summary>
    public string Outcome { get; init; } = "rejected";
}

/// <summary>The usual dirt of real exports. Bad rows are copies of good rows with one thing wrong, so that nothing good is lost.</summary>
internal static class Dirt
{
    const string Sis = "1-history/sis.zip!", Today = "2-today/sis.zip!", Roster = "1-history/oneroster.zip!", Tests = "1-history/assessments.zip!";
    const string Loaded = "loaded", Duplicate = "duplicate";

    /// <summary>A defect and how a good row's fields are spoiled; without a spoiler the row stays as it is.</summary>
    sealed record Planting(string File, string Kind, int Rows, Func<string[], string[]>? Spoil = null, string Outcome = "rejected");

    static readonly Planting[] Plantings =
    [
        new(Sis + "attendance.csv", "impossible-date", 4, Put(2, "2025-02-30")),
        new(Sis + "attendance.csv", "unknown-code", 4, Put(3, "ZZ"), Duplicate),
        new(Sis + "attendance.csv", "date-outside-calendar", 2, Put(2, "2019-10-03")),
        new(Sis + "attendance.csv", "future-date", 2, Put(2, "2026-05-20")),
        new(Sis + "attendance.csv", "blank-id", 2, Put(0, "")),
        new(Sis + "attendance.csv", "too-few-fields", 3, row => row[..4]),
        new(Sis + "attendance.csv", "duplicate-row", 4, Outcome: Duplicate),
        new(Sis + "school_enrollment.csv", "exit-before-entry", 3, ExitBeforeEntry),
        new(Sis + "school_enrollment.csv", "unknown-school", 3, Put(1, "0910")),
        new(Sis + "section_marks.csv", "percent-out-of-range", 4, Put(7, "830")),
        new(Sis + "section_marks.csv", "not-a-number", 4, Put(7, "8O")),
        new(Sis + "section_marks.csv", "us-date", 3, Put(10, "11/04/2025")),
        new(Sis + "section_marks.csv", "blank-id", 3, Put(0, "")),
        new(Sis + "section_marks.csv", "duplicate-row", 3, Outcome: Duplicate),
        new(Sis + "incidents.csv", "us-date", 3, Put(3, "02/11/2025")),
        new(Sis + "incidents.csv", "negative-days", 3, Put(8, "-3")),
        new(Sis + "incidents.csv", "too-many-fields", 3, row => [.. row, "see file"]),
        new(Sis + "device_survey.csv", "impossible-date", 2, Put(1, "2025-09-31")),
        new(Roster + "enrollments.csv", "blank-id", 2, Put(0, "")),
        new(Roster + "enrollments.csv", "impossible-date", 2, Put(8, "2025-13-01")),
        new(Tests + "map_growth_2024-25.csv", "unknown-student", 4, Put(5, "9990001")),
        new(Tests + "map_growth_2025-26.csv", "not-a-number", 2, row => Put(Array.IndexOf(row, "3.1") - 1, "n/a")(row)),
        new(Tests + "iready_math_2025-26.csv", "unknown-student", 2, Put(2, "9990002")),
        new(Today + "attendance.csv", "unknown-code", 2, Put(3, "ZZ"), Duplicate),
        new(Today + "attendance.csv", "too-few-fields", 1, row => row[..4]),
    ];

    // The whole file comes in another encoding; its rows are good.
    static readonly PlantedDefect Encoding = new() { File = Sis + "programs.csv", Kind = "windows-1252", Rows = 0, Outcome = Loaded };

    public static IReadOnlyList<PlantedDefect> Planted { get; } =
        [.. Plantings.Select(p => new PlantedDefect { File = p.File, Kind = p.Kind, Rows = p.Rows, Outcome = p.Outcome }), Encoding];

    static Func<string[], string[]> Put(int column, string value) => row =>
    {
        row[column] = value;
        return row;
    };

    static string[] ExitBeforeEntry(string[] row)
    {
        row[6] = Text.Iso(DateOnly.ParseExact(row[4], "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(-20));
        return row;
    }

    /// <summary>Plants the defects that belong to a zip, spread evenly over each file.</summary>
    public static SampleZip Soiled(this SampleZip zip)
    {
        foreach (var file in Plantings.Where(p => p.File.StartsWith(zip.Name + "!", StringComparison.Ordinal)).GroupBy(p => p.File))
            Plant(zip[file.Key[(zip.Name.Length + 1)..]], [.. file]);
        return zip;
    }

    static void Plant(CsvTable table, Planting[] plantings)
    {
        var kinds = plantings.SelectMany(p => Enumerable.Repeat(p, p.Rows)).ToList();
        // Kinds alternate over the file; from the end to the start, so that earlier places stay where they are.
        Rng.For(1, Stream.Dirt, kinds.Count).Shuffle(kinds);
        var step = table.Lines.Count / (kinds.Count + 1);
        for (var i = kinds.Count; i >= 1; i--)
        {
            var good = table.Lines[i * step];
            table.Lines.Insert(i * step + 1, kinds[i - 1].Spoil is { } spoil ? table.Join(spoil(good.Split(','))) : good);
        }
    }
}
