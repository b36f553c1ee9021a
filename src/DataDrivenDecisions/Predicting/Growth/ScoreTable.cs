using System.Globalization;
using System.Text.RegularExpressions;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting.Growth;

/// <summary>
/// Reads scores from a flat table: long (a row for each student, year and subject) or wide (a row for each student, with columns such as <c>GRADE_2024</c> and
/// <c>SS_2024</c>). Rows that cannot be read are counted, never guessed at.
/// </summary>
sealed partial class ScoreTable
{
    static readonly Dictionary<string, string[]> Usual = new(StringComparer.OrdinalIgnoreCase)
    {
        ["id"] = ["id", "student_id", "studentid", "student"],
        ["year"] = ["year", "school_year", "schoolyear"],
        ["grade"] = ["grade", "grade_level", "gradelevel"],
        ["subject"] = ["subject", "content_area"],
        ["score"] = ["score", "scale_score", "scalescore", "ss"],
        ["error"] = ["scale_score_csem", "csem", "sem", "standard_error", "se"],
    };

    readonly FlatTable _table;
    readonly GrowthOptions _options;
    readonly Dictionary<string, int> _passedOver = new(StringComparer.Ordinal);
    readonly List<ScoreRow> _rows = [];

    ScoreTable(FlatTable table, GrowthOptions options) => (_table, _options) = (table, options);

    /// <summary>The scores that could be read.</summary>
    public IReadOnlyList<ScoreRow> Rows => _rows;

    /// <summary>What could not, with its count.</summary>
    public IReadOnlyList<string> Warnings => [.. _passedOver.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Value} {p.Key}")];

    /// <exception cref="GrowthRefused">The table has not the columns that are needed.</exception>
    public static ScoreTable Read(FlatTable table, GrowthOptions options)
    {
        if (options.Error is { } error && !(error > 0 && double.IsFinite(error)))
            throw new GrowthRefused("A standard error of measurement is more than 0 points. The test's technical manual has it.");
        var scores = new ScoreTable(table, options);
        var wide = scores.WideColumns();
        var group = options.Group is { } named ? scores.Require(named) : (int?)null;
        if (wide.Count > 0)
            scores.ReadWide(wide, group);
        else
            scores.ReadLong(group);
        if (scores._rows.Count == 0)
            throw new GrowthRefused("The table has no row with a student, a year, a grade and a score. " + string.Join(" ", scores.Warnings));
        return scores;
    }

    void ReadLong(int? group)
    {
        var (id, year, grade, score) = (Column("id"), Column("year"), Column("grade"), Column("score"));
        var (subject, error, valid) = (Found("subject"), Found("error"), _table.Find("VALID_CASE"));
        foreach (var row in _table.Rows)
        {
            if (valid >= 0 && !string.Equals(row[valid]?.Trim(), "VALID_CASE", StringComparison.OrdinalIgnoreCase))
                PassOver("rows are marked as no valid case and were left out.");
            else
                Add(row[id], row[year], row[grade], subject is { } s ? row[s] : "", row[score], error is { } e ? row[e] : null, group is { } g ? row[g] : null);
        }
    }

    void ReadWide(List<(string Year, string Subject, int Grade, int Score)> columns, int? group)
    {
        var id = Column("id");
        foreach (var row in _table.Rows)
            foreach (var (year, subject, grade, score) in columns)
            {
                // A year without a score is no row of a wide table.
                if (!TableColumns.IsMissing(row[score]))
                    Add(row[id], year, row[grade], subject, row[score], null, group is { } g ? row[g] : null);
            }
    }

    void Add(string? id, string? year, string? grade, string? subject, string? score, string? error, string? group)
    {
        if (TableColumns.IsMissing(id) || TableColumns.IsMissing(year) || TableColumns.IsMissing(score))
            PassOver("rows lack a student, a year or a score and were left out.");
        else if (TableColumns.Number(score) is not { } points)
            PassOver("rows have a score that is no number and were left out.");
        else if (YearOf(year!) is not { } ends)
            PassOver("rows have a year that cannot be read and were left out. Write it as 2024 or 2023-24.");
        else
            _rows.Add(new ScoreRow(id!.Trim(), year!.Trim(), ends, grade?.Trim() ?? "", GradeOf(grade), subject?.Trim() ?? "", points, TableColumns.Number(error) ?? _options.Error, TableColumns.IsMissing(group) ? null : group!.Trim()));
    }

    List<(string Year, string Subject, int Grade, int Score)> WideColumns()
    {
        var grades = Enumerable.Range(0, _table.Columns.Count).Select(c => (Place: c, Match: GradeColumn().Match(_table.Columns[c].Trim()))).Where(c => c.Match.Success)
            .ToDictionary(c => c.Match.Groups["year"].Value, c => c.Place, StringComparer.Ordinal);
        return
        [
            .. Enumerable.Range(0, _table.Columns.Count).Select(c => (Place: c, Match: ScoreColumn().Match(_table.Columns[c].Trim())))
                .Where(c => c.Match.Success && grades.ContainsKey(c.Match.Groups["year"].Value))
                .Select(c => (c.Match.Groups["year"].Value, c.Match.Groups["subject"].Value, grades[c.Match.Groups["year"].Value], c.Place)),
        ];
    }

    int Column(string part) => Found(part) ?? throw new GrowthRefused(
        $"The table has no column for the {part}: it would be called {string.Join(", ", Usual[part])}. Say which it is with --column {part}=NAME. A wide table has columns such as GRADE_2024 and SS_2024.");

    int? Found(string part) => _options.Columns.TryGetValue(part, out var named)
        ? Require(named)
        : Usual[part].Select(_table.Find).Where(c => c >= 0).Select(c => (int?)c).FirstOrDefault();

    int Require(string name) => _table.Find(name) is >= 0 and var at ? at : throw new GrowthRefused($"There is no column \"{name}\". The columns are: {string.Join(", ", _table.Columns)}.");

    void PassOver(string why) => _passedOver[why] = _passedOver.GetValueOrDefault(why) + 1;

    static SchoolYear? YearOf(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var ends) && ends is > 1900 and < 2200 ? new SchoolYear(ends)
        : SchoolYear.TryParse(text.Trim().Replace('_', '-'), out var year) ? year : null;

    static GradeLevel? GradeOf(string? text) => GradeLevel.TryParse(text, out var grade) ? grade : null;

    [GeneratedRegex(@"^GRADE_(?<year>\d{4}(?:_\d{4})?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GradeColumn();

    [GeneratedRegex(@"^(?:SS|SCALE_SCORE|SCORE)(?:_(?<subject>[A-Z].*))?_(?<year>\d{4}(?:_\d{4})?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ScoreColumn();
}
