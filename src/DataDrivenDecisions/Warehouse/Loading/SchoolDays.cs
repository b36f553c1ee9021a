using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Keeps on which days schools have sent attendance, and of which periods: what is true of a day for as long as any row says it. A load looks at its own rows, and at others only
/// where it took some away.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="session">The load's session.</param>
/// <param name="load">The load.</param>
/// <param name="studentsAtOnce">So many students are gone through at once; null for as many as are at best.</param>
sealed class SchoolDays(WarehouseEngine engine, SqlSession session, long load, int? studentsAtOnce = null)
{
    const string Day = "school_key, school_year, school_date", Period = "school_key, school_year, period";

    static readonly string Rows = Tables.RowsOf("attendance");

    readonly List<string> _written = [];

    /// <summary>The tables that rows were added to, whose grain is still to be looked at.</summary>
    public IReadOnlyList<string> Written => _written;

    /// <summary>Brings both tables up to the load, which has written its rows already.</summary>
    /// <param name="anew">Looks at all rows, not at those of the load alone.</param>
    /// <returns>How many rows were closed and added.</returns>
    public long Derive(bool anew)
    {
        Make("sent_place", string.Join(" UNION ALL ", Stretch.SideBySide(session, studentsAtOnce).Select(s => PlacesOf((anew ? Open("r") : $"r.known_from = {load}") + s.Only("r")))));
        Make("sent_day", $"SELECT DISTINCT {Day} FROM {T("sent_place")}");
        Make("sent_period", $"""
            SELECT DISTINCT p.school_key, p.school_year, k.period
            FROM   {T("sent_place")} p JOIN wh.attendance_kind k ON k.attendance_kind_key = p.attendance_kind_key
            WHERE  k.period <> '' OR p.is_of_section = 1
            """);
        return Close(anew) + Add("school_event_day", Day, "sent_day") + Add("school_period", Period, "sent_period");
    }

    /// <summary>How many rows of attendance the load has written and closed, by school year; to be asked when both tables are brought up, and not where all rows were looked at.</summary>
    public string RowsByYear => $"""
        SELECT school_year, SUM(sent_rows) AS sent_rows
        FROM  (SELECT school_year, sent_rows FROM {T("sent_place")}
               UNION ALL SELECT school_year, COUNT(*) FROM {Rows} WHERE known_to = {load} GROUP BY school_year) told
        GROUP  BY school_year
        """;

    // Once for both tables: the rows are many, and what they say of schools is little.
    static string PlacesOf(string rows) => $"""
        SELECT r.school_key, r.school_year, r.school_date, r.attendance_kind_key, MAX(CASE WHEN r.section_key <> 0 THEN 1 ELSE 0 END) AS is_of_section, COUNT(*) AS sent_rows
        FROM   {Rows} r WHERE {rows}
        GROUP  BY r.school_key, r.school_year, r.school_date, r.attendance_kind_key
        """;

    // What a load took away and did not send again may still be said by other rows.
    long Close(bool anew)
    {
        if (!anew && session.Value<long>($"SELECT COUNT(*) FROM {Rows} WHERE known_to = {load}") == 0)
            return 0;
        const string period = "k.period <> '' OR r.section_key <> 0";
        var kinds = $"{Rows} r JOIN wh.attendance_kind k ON k.attendance_kind_key = r.attendance_kind_key";
        return Close("school_event_day", Day, "sent_day", anew, $"SELECT DISTINCT {Day} FROM {Rows} r WHERE r.known_to = {load}", $"SELECT {Day} FROM {Rows} r WHERE {Open("r")}")
            + Close("school_period", Period, "sent_period", anew,
                $"SELECT DISTINCT {Period} FROM {kinds} WHERE r.known_to = {load} AND ({period})", $"SELECT {Period} FROM {kinds} WHERE {Open("r")} AND ({period})");
    }

    long Close(string table, string columns, string sent, bool anew, string taken, string stands)
    {
        Make("unsent", $"{(anew ? $"SELECT {columns} FROM wh.{table} t WHERE {Open("t")}" : taken)} EXCEPT SELECT {columns} FROM {T(sent)}");
        if (session.Value<long>($"SELECT COUNT(*) FROM {T("unsent")}") == 0)
            return 0;
        Make("unsaid", $"SELECT {columns} FROM {T("unsent")} EXCEPT {stands}");
        return session.Execute(engine.Update("wh." + table, "t", $"known_to = {load}", T("unsaid") + " u", $"{Open("t")} AND {Same(columns, "t", "u")}"));
    }

    long Add(string table, string columns, string sent)
    {
        var added = session.Execute($"""
            INSERT INTO wh.{table} ({columns}, known_from, known_to, file_number, line)
            SELECT {columns}, {load}, {LoadWork.Open}, 0, 0 FROM {T(sent)} s
            WHERE  NOT EXISTS (SELECT 1 FROM wh.{table} t WHERE {Open("t")} AND {Same(columns, "t", "s")})
            """);
        if (added > 0)
            _written.Add(table);
        return added;
    }

    static string Open(string row) => $"{row}.known_to = {LoadWork.Open}";

    static string Same(string columns, string a, string b) => string.Join(" AND ", columns.Split(", ").Select(c => $"{a}.{c} = {b}.{c}"));

    string T(string name) => engine.Temporary(name);

    void Make(string name, string question) => engine.MakeTemporaryFrom(session, T(name), question);
}
