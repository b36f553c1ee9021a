using DataDrivenDecisions.Importing.Reading;
using DataDrivenDecisions.Importing.Reading.Sources;

namespace DataDrivenDecisions.Importing.Mapping.Detecting;

/// <summary>Suggests how a file that no format knows, or that one reads otherwise than the district means it, might be read. It guesses in the open: what is not sure is asked, and nothing is loaded by it.</summary>
public static class MappingSuggester
{
    /// <summary>Names of the tables at a path, as reports show them: the file itself, or each file of a zip or folder.</summary>
    public static IReadOnlyList<string> Files(string path, ImportLimits? limits = null) => WithFiles(path, limits ?? ImportLimits.Default, files => (IReadOnlyList<string>)[.. files.Select(f => f.Name)]);

    /// <summary>A suggestion for one file.</summary>
    /// <param name="path">The file, or the zip or folder that holds it.</param>
    /// <param name="name">Its name as reports show it; null where there is only one.</param>
    /// <param name="roster">What is known of students and schools.</param>
    /// <param name="said">What a person has said about it.</param>
    /// <param name="limits">How large a file may be.</param>
    /// <exception cref="ImportRejected">There is nothing to map; it says why.</exception>
    public static MappingSuggestion Suggest(string path, string? name, RosterLook roster, LookOptions? said = null, ImportLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(roster);
        return Suggest(path, name, roster, said ?? new LookOptions(), null, limits ?? ImportLimits.Default);
    }

    /// <summary>The same with the fields as a person has set them: what is left is completed, and nothing of theirs is changed.</summary>
    internal static MappingSuggestion Suggest(string path, string? name, RosterLook roster, LookOptions said, MappingProfile? chosen, ImportLimits limits) =>
        WithFiles(path, limits, files => Suggest(Chosen(path, name, files), roster, said, chosen, limits));

    static T WithFiles<T>(string path, ImportLimits limits, Func<IReadOnlyList<DeliveredFile>, T> work)
    {
        var deliveries = Delivery.At(path, limits).Select(open => open()).ToList();
        try
        {
            return work([.. deliveries.SelectMany(d => d.Files)]);
        }
        finally
        {
            foreach (var delivery in deliveries)
                delivery.Dispose();
        }
    }

    // A sheet is named behind its workbook: "book.xlsx!Sheet1".
    static DeliveredFile Chosen(string path, string? name, IReadOnlyList<DeliveredFile> files) =>
        (name is null ? files : [.. files.Where(f => f.Name == name || name.StartsWith(f.Name + "!", StringComparison.Ordinal))]) switch
        {
            [var only, ..] => only,
            _ => throw new ImportRejected(Path.GetFileName(path), "It holds no such file.", "Name a CSV, text or .xlsx file."),
        };

    static MappingSuggestion Suggest(DeliveredFile file, RosterLook roster, LookOptions said, MappingProfile? chosen, ImportLimits limits)
    {
        var tables = Doors.Tables(file, [], limits).Where(t => t.HasRows).ToList();
        if (tables.Count == 0)
            throw new ImportRejected(file.Name, "It holds no table of rows.", "Map a CSV, a text or a sheet of a workbook.");
        var encoding = said.Encoding is { } named ? TextDecoding.Named(named) : null;
        var looks = new List<(TableInFile Table, TableLook Look)>();
        foreach (var one in tables.Where(t => tables.Count == 1 || said.Sheet is null || TitleOf(t) == said.Sheet))
            if (Looked(encoding is null ? one : one with { Ways = [.. one.Ways.Select(w => w is DelimitedText text ? text.In(encoding) : w)] }, said, roster, limits, tables.Count == 1) is { } look)
                looks.Add((one, look));
        if (looks.Count == 0)
            throw new ImportRejected(file.Name, "It holds no rows.", "Export it again, with its header line.");
        // Of several sheets the one with most cells comes first; the others are a choice.
        var (table, best) = looks.MaxBy(l => l.Look.Rows * l.Look.Columns.Count);
        var sheets = tables.Select(TitleOf).OfType<string>().ToList();
        return new Suggesting(best, TitleOf(table), roster, said, chosen, KnownAs(file, table, limits)).Suggestion(sheets);
    }

    // A person may map also what the program knows by itself, where it reads it otherwise than the district means it.
    static RecognizedFile? KnownAs(DeliveredFile file, TableInFile table, ImportLimits limits)
    {
        try
        {
            return new Recognition(Format.All, limits).Recognize(file).FirstOrDefault(f => f.Name == table.Name);
        }
        catch (ImportRejected)
        {
            return null;
        }
    }

    static TableLook? Looked(TableInFile table, LookOptions said, RosterLook roster, ImportLimits limits, bool isOnly)
    {
        try
        {
            return TableLook.Of(table.Ways, said, roster, limits) is { } look && (look.Rows > 0 || isOnly) ? look : null;
        }
        catch (ImportRejected) when (!isOnly)
        {
            // A blank sheet beside others.
            return null;
        }
    }

    static string? TitleOf(TableInFile table) => (table.Ways[0] as Workbook.Sheet)?.Title;
}
