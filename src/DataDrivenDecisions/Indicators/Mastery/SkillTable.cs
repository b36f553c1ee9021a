using System.Globalization;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators.Mastery;

/// <summary>A table of evidence that cannot be read; the message says why and what to do.</summary>
public sealed class MasteryRefused(string message) : Exception(message);

/// <summary>
/// Reads evidence of skills from a flat table: a student, a skill, a day or an order, and a score with its most points, a share, or right and wrong. Rows that cannot be read are counted, never guessed at.
/// </summary>
public sealed class SkillTable
{
    static readonly Dictionary<string, string[]> Usual = new(StringComparer.OrdinalIgnoreCase)
    {
        ["student"] = ["student", "student_id", "studentid", "id", "id_student", "user_id", "anon student id"],
        ["skill"] = ["skill", "standard", "standard_id", "objective", "learning_objective", "skill_id", "skill_name", "kc"],
        ["when"] = ["when", "date", "day", "score_date", "scored_date", "order", "order_id", "date_submitted", "time"],
        ["score"] = ["score", "correct", "points", "outcome", "score_points"],
        ["most"] = ["most", "max", "max_points", "out_of", "most_points", "possible"],
    };

    static readonly string[] Dates = ["yyyy-MM-dd", "M/d/yyyy", "yyyy/MM/dd", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss"];
    static readonly Dictionary<string, decimal> Words = new(StringComparer.OrdinalIgnoreCase) { ["true"] = 1, ["false"] = 0, ["yes"] = 1, ["no"] = 0, ["correct"] = 1, ["incorrect"] = 0, ["right"] = 1, ["wrong"] = 0 };

    // More rows than a table has, so that the time of day comes before the place in the table.
    const long RowsADay = 1_000_000_000;

    readonly FlatTable _table;
    readonly IReadOnlyDictionary<string, string> _named;
    readonly Dictionary<string, int> _passedOver = new(StringComparer.Ordinal);
    readonly List<(SkillOutcome Outcome, decimal Score, decimal? Most)> _read = [];

    SkillTable(FlatTable table, IReadOnlyDictionary<string, string> named) => (_table, _named) = (table, named);

    /// <summary>The evidence that could be read.</summary>
    public IReadOnlyList<SkillOutcome> Outcomes { get; private set; } = [];

    /// <summary>The most points of a score where no column says it.</summary>
    public decimal Most { get; private set; }

    /// <summary>What could not be read, with its count.</summary>
    public IReadOnlyList<string> Warnings => [.. _passedOver.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Value} {p.Key}")];

    /// <param name="table">The table.</param>
    /// <param name="columns">Columns by their part (<c>student skill when score most</c>) where the table calls them otherwise than is usual.</param>
    /// <param name="most">The most points of every score; null where a column says it, or the largest score is taken.</param>
    /// <exception cref="MasteryRefused">The table has not the columns that are needed.</exception>
    public static SkillTable Read(FlatTable table, IReadOnlyDictionary<string, string> columns, decimal? most)
    {
        var read = new SkillTable(table, columns);
        var (student, skill, score) = (read.Column("student"), read.Column("skill"), read.Column("score"));
        var (when, points) = (read.Found("when"), read.Found("most"));
        for (var i = 0; i < table.Rows.Count; i++)
            read.Add(table.Rows[i], i, student, skill, score, when, points);
        if (read._read.Count == 0)
            throw new MasteryRefused("The table has no row with a student, a skill and a score. " + string.Join(" ", read.Warnings));
        read.Most = most ?? Scale(read._read.Max(r => r.Score));
        read.Outcomes = [.. read._read.Select(r => r.Outcome with { Share = Math.Clamp(r.Score / (r.Most ?? read.Most), 0, 1) })];
        return read;
    }

    void Add(IReadOnlyList<string?> row, int place, int student, int skill, int score, int? when, int? points)
    {
        if (string.IsNullOrWhiteSpace(row[student]) || string.IsNullOrWhiteSpace(row[skill]) || string.IsNullOrWhiteSpace(row[score]))
        {
            PassOver("rows lack a student, a skill or a score and were left out: what was not scored is no zero.");
            return;
        }
        if (Number(row[score]!) is not (>= 0 and var scored))
        {
            PassOver("rows have a score that is no number from 0 up and were left out.");
            return;
        }
        var most = points is { } p ? Number(row[p] ?? "") : null;
        if (points is not null && most is not > 0)
        {
            PassOver("rows lack the most points that could be scored and were left out.");
            return;
        }
        var (day, order, isRead) = When(when is { } w ? row[w] : null, place);
        if (when is not null && !isRead)
            PassOver("rows have no day or order that can be read and stand in the order of the table.");
        if (scored > most)
            PassOver("rows have more points than could be scored and count as all of them.");
        _read.Add((new SkillOutcome(row[student]!.Trim(), row[skill]!.Trim(), day, order, 0), scored, most));
    }

    static (DateOnly? Day, long Order, bool IsRead) When(string? text, int place) => text?.Trim() switch
    {
        null or "" => (null, place, false),
        var t when DateTime.TryParseExact(t, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) => (DateOnly.FromDateTime(at), (long)at.TimeOfDay.TotalSeconds * RowsADay + place, true),
        var t when long.TryParse(t, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var order) => (null, order, true),
        _ => (null, place, false),
    };

    // Right or wrong, a scale of four, of five, of ten, or of a hundred: the smallest that holds the largest score.
    internal static decimal Scale(decimal largest) => largest switch { <= 1 => 1, <= 4 => 4, <= 5 => 5, <= 10 => 10, <= 100 => 100, _ => largest };

    static decimal? Number(string text) => Words.TryGetValue(text.Trim(), out var said) ? said
        : decimal.TryParse(text.Trim().TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    int Column(string part) => Found(part) ?? throw new MasteryRefused(
        $"The table has no column for the {part}: it would be called {string.Join(", ", Usual[part])}. Say which it is with --column {part}=NAME.");

    int? Found(string part) => _named.TryGetValue(part, out var name)
        ? _table.Find(name) is >= 0 and var at ? at : throw new MasteryRefused($"There is no column \"{name}\". The columns are: {string.Join(", ", _table.Columns)}.")
        : Usual[part].Select(_table.Find).Where(c => c >= 0).Select(c => (int?)c).FirstOrDefault();

    void PassOver(string why) => _passedOver[why] = _passedOver.GetValueOrDefault(why) + 1;
}
