using System.Globalization;
using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// What is asked of attendance over and over, added up once. A load's own rows, not yet kept, are read by one core alone, and the engine does not know how many they
/// are: it would build its tables of the many rows to look the few up. So they are gone through one time, and kinds are named by their keys rather than joined.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="session">The load's session.</param>
/// <param name="studentsAtOnce">So many students are gone through at once; null for as many as are at best.</param>
sealed class AttendanceSums(WarehouseEngine engine, SqlSession session, int? studentsAtOnce = null)
{
    /// <summary>
    /// The table of sums: one row per student_key, school_key and school_year with the first_day and last_day that were sent, is_full_record (1 where any row says that
    /// every day is sent) and has_periods (1 where any row is about a period or a section).
    /// </summary>
    public string Table => engine.Temporary("attendance_sum");

    /// <summary>Adds up.</summary>
    /// <param name="only">" AND …" for rows e of attendance, or empty for all of them.</param>
    public void Make(string only) => engine.MakeTemporaryFrom(session, Table, string.Join(" UNION ALL ", Stretch.SideBySide(session, studentsAtOnce).Select(s => Sums(only + s.Only("e")))));

    // One core reads what is not yet kept of one table, but another may read another half of it.
    string Sums(string only) => $"""
        SELECT e.student_key, e.school_key, e.school_year, MIN(e.school_date) AS first_day, MAX(e.school_date) AS last_day,
               MAX(CASE WHEN {Kinds("e", "is_full_record = 1")} THEN 1 ELSE 0 END) AS is_full_record,
               MAX(CASE WHEN e.section_key <> 0 OR {Kinds("e", "period <> ''")} THEN 1 ELSE 0 END) AS has_periods
        FROM   known.attendance_place e
        WHERE  1 = 1{only}
        GROUP  BY e.student_key, e.school_key, e.school_year
        """;

    /// <summary>"row.attendance_kind_key IN (…)": the kinds of attendance row of which something holds.</summary>
    /// <param name="row">The alias of a row of attendance.</param>
    /// <param name="which">What holds, as a condition on wh.attendance_kind.</param>
    public string Kinds(string row, string which)
    {
        var keys = session.Ask<int>($"SELECT attendance_kind_key FROM wh.attendance_kind WHERE {which} ORDER BY attendance_kind_key");
        return keys.Count == 0 ? "1 = 0" : string.Create(CultureInfo.InvariantCulture, $"{row}.attendance_kind_key IN ({string.Join(", ", keys)})");
    }
}
