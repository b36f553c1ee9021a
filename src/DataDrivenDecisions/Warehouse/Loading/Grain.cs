using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>The grain of every table: what no two rows that are known at the same time may share. Checked inside every load and by verify.</summary>
sealed class Grain(SqlSession session)
{
    static readonly Dictionary<string, string> Keys = Tables.All.ToDictionary(t => t.Name, t => string.Join(", ", t.Key), StringComparer.Ordinal)
        .Concat(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["entity_id"] = "entity, id_kind, id",
            ["school_event_day"] = "school_key, school_year, school_date",
            ["school_period"] = "school_key, school_year, period",
            ["derived_enrollment"] = "student_key, school_key, school_year",
            ["attendance_month"] = "student_key, school_key, school_year, month",
            ["placement"] = "student_key, scope, first_day",
            ["indicator"] = "student_key, school_year, indicator, preset, as_of_date",
            ["risk"] = "student_key, school_year, model, section_key, as_of_date",
            ["mastery"] = "student_key, school_year, standard_source, standard",
            ["growth"] = "student_key, assessment, subject, school_year, season",
            ["published_rate"] = "school_year, as_of_date, indicator, preset, about, group_kind, group_value",
        }).ToDictionary(StringComparer.Ordinal);

    static readonly string Known = $"known_to = {long.MaxValue}";

    /// <summary>Every table with a grain.</summary>
    public static IReadOnlyCollection<string> All => Keys.Keys;

    /// <summary>What makes a row of the table one of a kind, as a list of columns.</summary>
    public static string KeyOf(string table) => Keys[table];

    /// <summary>Throws when a row that the load wrote shares its key with another known row of its table.</summary>
    public void Check(long load, IEnumerable<string> tables) =>
        Refuse([.. tables.Where(t => IsBroken(t, Known + (IsMostlyOf(load, t) ? "" : $" AND EXISTS (SELECT 1 FROM wh.{t} n WHERE n.known_from = {load} AND {Same(t)})")))]);

    // To look for the others of few rows is less work than to look at all; where most are the load's own it is more.
    bool IsMostlyOf(long load, string table) => Count(table, $"{Known} AND known_from = {load}") * 2 > Count(table, Known);

    long Count(string table, string rows) => session.Value<long>($"SELECT COUNT(*) FROM {Tables.RowsOf(table)} WHERE {rows}");

    /// <summary>Throws when any table holds two known rows of the same key.</summary>
    public void CheckAll() => Refuse(Broken(All));

    static void Refuse(IReadOnlyList<string> broken)
    {
        if (broken.Count > 0)
            throw new InvalidOperationException($"The grain is broken in {string.Join(", ", broken)}: two rows say the same thing twice. Nothing was loaded; this is a fault of the program.");
    }

    /// <summary>The tables that hold two known rows of the same key.</summary>
    public IReadOnlyList<string> Broken(IEnumerable<string> tables) => [.. tables.Where(t => IsBroken(t, Known))];

    bool IsBroken(string table, string rows) => session.Value<long>(
        $"SELECT COUNT(*) FROM (SELECT {Keys[table]} FROM wh.{table} t WHERE {rows} GROUP BY {Keys[table]} HAVING COUNT(*) > 1) twice") > 0;

    static string Same(string table) => string.Join(" AND ", Keys[table].Split(", ").Select(k => $"n.{k} = t.{k}"));
}
