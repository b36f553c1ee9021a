using System.Runtime.CompilerServices;
using DataDrivenDecisions.Importing.Matching;
using DataDrivenDecisions.Importing.Reading.Sources;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>A file's header line against the columns of a format: which column stands where, and what to tell people about it.</summary>
internal sealed class Header
{
    const int LongestMisspelling = 2;

    // Every line of every file is compared with every format, so each format's columns are made plain once.
    // A district's own formats come and go with their profiles.
    static readonly ConditionalWeakTable<Format, IReadOnlyList<Column>> Columns = [];
    readonly Dictionary<string, int> _places;
    readonly Lazy<Dictionary<string, int>> _inFile;
    readonly Lazy<IReadOnlyList<string>> _names;

    Header(IReadOnlyList<string> cells, Dictionary<string, int> places, IReadOnlyList<string> missing, IReadOnlyList<string> warnings)
    {
        (Cells, _places, Missing, Warnings) = (cells, places, missing, warnings);
        Secrets = [.. cells.Select((cell, i) => (cell, i)).Where(c => Secret.IsHeader(c.cell)).Select(c => c.i)];
        Aside = RejectColumns.PlacesIn(cells);
        LastNamed = cells.Count - 1;
        while (LastNamed >= 0 && string.IsNullOrWhiteSpace(cells[LastNamed]))
            LastNamed--;
        LastRead = places.Count == 0 ? -1 : places.Values.Max();
        _names = new(() => ColumnNames.Of(cells));
        _inFile = new(() => cells.Select((cell, i) => (Cell: Plain(cell), i)).GroupBy(c => c.Cell).ToDictionary(g => g.Key, g => g.First().i, StringComparer.Ordinal));
    }

    /// <summary>The header cells as they stand in the file.</summary>
    public IReadOnlyList<string> Cells { get; }

    /// <summary>Required columns that the file lacks, by the format's own name for them.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Sentences about misspelt, repeated and dropped columns.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The places of columns that are never kept: passwords and Social Security numbers.</summary>
    public IReadOnlyList<int> Secrets { get; }

    /// <summary>The places of columns that say of rejected rows why they were; nothing of them is kept.</summary>
    public IReadOnlySet<int> Aside { get; }

    /// <summary>True for a file of rejected rows that come back.</summary>
    public bool IsOfRejects => Aside.Count > 0;

    /// <summary>The last place with a name.</summary>
    public int LastNamed { get; }

    /// <summary>The last place that the format reads.</summary>
    public int LastRead { get; }

    /// <summary>How many columns of the format the file has.</summary>
    public int Known => _places.Count;

    /// <summary>The place of a column by the format's own name for it, or -1.</summary>
    public int Place(string column) => _places.GetValueOrDefault(column, -1);

    /// <summary>True when the format reads the column that stands there.</summary>
    public bool IsRead(int place) => _places.ContainsValue(place);

    /// <summary>The place of the first cell that reads so, whatever the format knows; -1 when there is none. For layouts that find their columns by pattern.</summary>
    public int PlaceInFile(string cell) => _inFile.Value.GetValueOrDefault(Plain(cell), -1);

    /// <summary>The place of a column by the name that people give it, told apart where headers are blank or stand twice; -1 when there is none.</summary>
    public int PlaceOf(string column) => ColumnNames.Place(_names.Value, column);

    /// <summary>The column's header as the file writes it.</summary>
    public string InFile(string column) => Place(column) is >= 0 and var place ? Cells[place].Trim() : column;

    /// <summary>True for a record that is the header over again, as in a file that was put together from parts.</summary>
    public bool IsRepeatedBy(RecordReader records)
    {
        if (records.Count != Cells.Count || records.Count < 2)
            return false;
        for (var i = 0; i < Cells.Count; i++)
            if (!records.Words[i].Text.Equals(Cells[i], StringComparison.Ordinal))
                return false;
        return true;
    }

    /// <summary>
    /// Matches header cells with a format's columns, in any order and case; a cell that is one or two letters off is taken for the column it resembles.
    /// </summary>
    /// <param name="cells">The cells of one line.</param>
    /// <param name="plain">The same cells as they are compared.</param>
    /// <param name="format">The format whose columns are looked for.</param>
    public static Header Match(IReadOnlyList<string> cells, IReadOnlyList<string> plain, Format format)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var warnings = new List<string>();
        var columns = ColumnsOf(format);
        foreach (var column in columns)
        {
            var place = column.Names.Select(n => IndexOf(plain, n)).FirstOrDefault(p => p >= 0, -1);
            if (place < 0 || places.ContainsValue(place))
                continue;
            places[column.Name] = place;
            if (plain.Skip(place + 1).Contains(plain[place], StringComparer.Ordinal))
                warnings.Add($"The column {cells[place].Trim()} stands in the header twice: the first one was read.");
        }
        Forgive(cells, plain, columns, places, warnings);
        var missing = columns.Where(c => c.IsRequired && !places.ContainsKey(c.Name)).Select(c => c.Name).ToList();
        foreach (var secret in cells.Where(Secret.IsHeader))
            warnings.Add($"The column {secret.Trim()} was dropped: passwords and Social Security numbers are never kept.");
        return new Header(cells, places, missing, warnings);
    }

    /// <summary>Required columns that a line lacks, letter by letter: the quick look before a match.</summary>
    public static IReadOnlyList<string> Lacking(IReadOnlySet<string> plain, Format format) =>
        [.. ColumnsOf(format).Where(c => c.IsRequired && !c.Names.Any(plain.Contains)).Select(c => c.Name)];

    /// <summary>A header as it is compared: lower-case letters and digits alone.</summary>
    public static string Plain(string header) =>
        string.Concat(header.Normalize(System.Text.NormalizationForm.FormC).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    static IReadOnlyList<Column> ColumnsOf(Format format) => Columns.GetValue(format, static f =>
        [.. f.Headers.Select(h => Column.Of(h, isRequired: true)), .. f.MoreHeaders.Select(h => Column.Of(h, isRequired: false))]);

    static int IndexOf(IReadOnlyList<string> cells, string cell)
    {
        for (var i = 0; i < cells.Count; i++)
            if (cells[i] == cell)
                return i;
        return -1;
    }

    static void Forgive(
        IReadOnlyList<string> cells, IReadOnlyList<string> plain, IReadOnlyList<Column> columns, Dictionary<string, int> places, List<string> warnings)
    {
        foreach (var column in columns.Where(c => !places.ContainsKey(c.Name)))
        {
            var near = Enumerable.Range(0, plain.Count)
                .Where(i => !places.ContainsValue(i) && column.Names.Any(n => IsMisspelt(n, plain[i])))
                .ToList();
            if (near.Count != 1)
                continue;
            places[column.Name] = near[0];
            warnings.Add($"The column {cells[near[0]].Trim()} was read as {column.Name}.");
        }
    }

    static bool IsMisspelt(string name, string cell) =>
        name.Length >= 8 && Math.Abs(name.Length - cell.Length) <= LongestMisspelling && EditDistance.Between(name, cell) <= (name.Length >= 12 ? LongestMisspelling : 1);

    /// <summary>A column of a format: the name by which rows are asked, and every plain name that it may have in a file.</summary>
    sealed record Column(string Name, IReadOnlyList<string> Names, bool IsRequired)
    {
        public static Column Of(string headers, bool isRequired) => new(headers.Split('|')[0], [.. headers.Split('|').Select(Plain)], isRequired);
    }
}
