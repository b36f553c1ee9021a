using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Settles what becomes of every staged row before anything is written: rejected, held, duplicate, or one of added, changed, ended, unchanged.
/// All arrivals of one line share one fate, so a reject or a hold of one takes its siblings along.
/// </summary>
sealed class Settling(LoadWork work)
{
    const string Conflict = "conflicting-duplicate";

    static readonly string[] EntityOrder = ["rejected", "held", "ended", "added", "changed", "unchanged", "duplicate"];

    readonly Meeting _meeting = new(work);
    readonly Holding _holding = new(work);
    readonly HashSet<EntityTable> _repeating = [], _fresh = [];
    bool _hasRejects;

    /// <summary>What is held, with the format whose files wait.</summary>
    public IReadOnlyList<FileHold> Holds => _holding.Holds;

    /// <summary>The fates, the one that decides for a whole line first.</summary>
    public static IReadOnlyList<string> Fates => EntityOrder;

    /// <summary>The column with the fate that a row has, or would have if nothing were held.</summary>
    public string Foreseen => _holding.IsAny ? "would" : "fate";

    /// <summary>Settles all tables of the delivery.</summary>
    public void Settle()
    {
        _hasRejects = RejectLines() > 0;
        foreach (var table in work.Staged)
        {
            FindRepeats(table);
            if (_repeating.Contains(table))
                RejectConflicts(table);
        }

        _hasRejects = RejectLines() > 0;
        foreach (var table in work.Staged)
        {
            if (_hasRejects && _repeating.Contains(table)) // which row is the first may have changed
                FindRepeats(table);
            if (work.EndsWhatIsMissing)
                FindAbsent(table);
        }

        if (work.EndsWhatIsMissing && !work.Batch.HoldsReleased)
            _holding.Hold();
        foreach (var table in work.Staged)
            Decide(table);
        if (_holding.IsAny)
            _holding.Count();
    }

    int RejectLines()
    {
        work.Run($"DELETE FROM {work.T("rejected_line")}");
        return work.Run($"INSERT INTO {work.T("rejected_line")} SELECT DISTINCT file_number, line FROM {work.T("reject_row")}");
    }

    /// <summary>True where the load itself has shown that no two known rows of the table share a key: nothing was known before that they could be, and no two rows that came do.</summary>
    public bool IsProvenUnique(EntityTable table) => _fresh.Contains(table) && !_repeating.Contains(table);

    void FindRepeats(EntityTable table)
    {
        if (!_repeating.Contains(table) && HasNoRepeats(table))
            return;
        var key = string.Join(", ", table.Key.Select(k => "r." + k));
        work.Make(work.T("repeated"), $"""
            SELECT {key} FROM {work.Resolved(table)} r {(_hasRejects ? $"WHERE {IsNotRejected("r")}" : "")} GROUP BY {key} HAVING COUNT(*) > 1
            """);
        if (work.Session.Value<long>($"SELECT COUNT(*) FROM {work.T("repeated")}") > 0)
            _repeating.Add(table);
        if (!_repeating.Contains(table))
            return;
        var first = new Precedence(work, table);
        work.Make(work.First(table), $"""
            SELECT {string.Join(", ", table.Key)}, seq FROM (
                SELECT {key}, r.seq, ROW_NUMBER() OVER (PARTITION BY {key} ORDER BY {first.Order("r")}) AS place
                FROM   {work.Resolved(table)} r JOIN {work.T("repeated")} f ON {LoadWork.SameKey(table, "r", "f")} {first.Joins("r")}
                {(_hasRejects ? $"WHERE {IsNotRejected("r")}" : "")}) ranked
            WHERE place = 1
            """);
    }

    // Where every id that is pointed by means a thing of its own, rows with the same key are rows that name the same ids, and no key need be looked up to see that there are none.
    bool HasNoRepeats(EntityTable table)
    {
        var references = table.References.Where(r => r.IsKey).ToList();
        return table.Entity is null
            && references.TrueForAll(reference => work.Session.Value<long>($"""
                SELECT COUNT(*) - COUNT(DISTINCT k.entity_key) FROM {work.T("mention")} m LEFT JOIN {work.T("known_id")} k ON k.entity = '{reference.Entity}' AND k.id = m.id
                WHERE m.entity = '{reference.Entity}'
                """) == 0)
            && (work.Unrepeated.Contains(table) || !new StagedRepeats(work).Any(table, _hasRejects ? IsNotRejected("s") : null));
    }

    void RejectConflicts(EntityTable table)
    {
        var apart = table.Weight.Count == 0 ? "" : $"AND NOT (r.ends = 0 AND o.ends = 0 AND {IsManifold("r")} AND {IsManifold("o")})";
        var behind = Precedence.IsUnknowing(table, "r") is { } isUnknowing ? $"AND NOT ({isUnknowing} AND o.ends = 0)" : "";
        work.Run($"""
            INSERT INTO {work.T("reject_row")}
            SELECT r.file_number, r.line, '{Conflict}', '{table.Name}'
            FROM {work.Resolved(table)} r JOIN {work.First(table)} f ON {LoadWork.SameKey(table, "r", "f")} JOIN {work.Resolved(table)} o ON o.seq = f.seq
            WHERE r.seq <> f.seq AND (r.ends <> o.ends OR {work.Differs(table, "r", "o")}) {(_hasRejects ? $"AND {IsNotRejected("r")}" : "")} {apart} {behind}
            """);
    }

    // What its source may say beside another thing of the same key, and not against it.
    string IsManifold(string row) => $"{row}.file_number IN (SELECT file_number FROM {work.T("file_info")} WHERE is_manifold = 1)";

    string IsNotRejected(string row) =>
        $"NOT EXISTS (SELECT 1 FROM {work.T("rejected_line")} j WHERE j.file_number = {row}.file_number AND j.line = {row}.line)";

    // What a snapshot or a replaced date no longer names, among the rows that the same source's files of the same format brought.
    void FindAbsent(EntityTable table)
    {
        var sameDates = "1 = 0";
        // Where nothing is known that could end, no row need be looked through for it.
        var isKnown = _meeting.MayBeMissing(table);
        if (table.DateColumn is { } day && isKnown)
        {
            work.Make(work.T("replaced_day"), $"""
                SELECT DISTINCT r.{day} AS replaced_date, {(table.SchoolColumn is { } column ? "r." + column : "0")} AS replaced_school, i.format
                FROM {work.Resolved(table)} r JOIN {work.T("file_info")} i ON i.file_number = r.file_number AND i.merge_word = '{nameof(Merge.ReplaceDatesInFile)}'
                {(_hasRejects ? $"WHERE {IsNotRejected("r")}" : "")}
                """);
            sameDates = $"""
                EXISTS (SELECT 1 FROM {work.T("replaced_day")} d
                        WHERE d.replaced_date = t.{day} AND d.format = f.format {(table.SchoolColumn is { } s ? $"AND {work.Engine.Same("d.replaced_school", "t." + s)}" : "")})
                """;
        }

        var school = table.Entity == "school" ? "NULL" : table.SchoolColumn is { } own ? "t." + own : "NULL";
        // What would end is kept beside what does end once holds are taken into account.
        work.Make(work.Absent(table), $"""
            SELECT a.*, a.is_absent AS would_end FROM (
            SELECT {string.Join(", ", table.Key.Select(k => "t." + k))}, f.format, CAST({school} AS INTEGER) AS held_school,
                   CASE WHEN EXISTS (SELECT 1 FROM {work.T("file_info")} i WHERE i.format = f.format AND i.merge_word = '{nameof(Merge.Snapshot)}') THEN 1 ELSE 0 END AS is_snapshot,
                   CASE WHEN NOT EXISTS (SELECT 1 FROM {work.Resolved(table)} r WHERE {LoadWork.SameKey(table, "r", "t")}) AND {IsNotUnread(table)} THEN 1 ELSE 0 END AS is_absent
            FROM   wh.{table.Name} t
                   JOIN wh."load" l ON l."load" = t.known_from AND l.source = @source
                   JOIN wh.load_file f ON f."load" = t.known_from AND f.file_number = t.file_number
            WHERE  t.known_to = @open AND {Now(table)}{(isKnown ? "" : " AND 1 = 0")}
              AND (EXISTS (SELECT 1 FROM {work.T("file_info")} i WHERE i.format = f.format AND i.merge_word = '{nameof(Merge.Snapshot)}') OR {sameDates})) a
            """, new { source = work.Batch.Source, open = LoadWork.Open, today = work.Today });
    }

    // A row that could not be read still names its thing, by the source's own id.
    string IsNotUnread(EntityTable table)
    {
        var named = $"SELECT 1 FROM {work.T("unread_id")} u JOIN {work.T("file_info")} i ON i.file_number = u.file_number AND i.format = f.format WHERE u.id =";
        return table.Name switch
        {
            "section_enrollment" or "section_staff" => $"NOT EXISTS ({named} t.enrollment_id)",
            "other_record" => $"NOT EXISTS ({named} t.record_id)",
            "assignment_result" => $"NOT EXISTS ({named} t.result_id)",
            "assignment_scale" or "result_scale" or "assignment_standard" or "result_standard" => $"NOT EXISTS ({named} t.link_id)",
            "demographics" or "guardian_link" => $"NOT EXISTS ({named} (SELECT MIN(k.student_id) FROM wh.student k WHERE k.student_key = t.student_key AND k.known_to = @open))",
            _ when table.OwnId is { } id => $"NOT EXISTS ({named} t.{id})",
            _ => "1 = 1",
        };
    }

    // A snapshot speaks of the present: what was over before today is not ended by being left out.
    static string Now(EntityTable table) => table.Name switch
    {
        "session" => "t.is_placeholder = 0 AND t.has_ended = 0 AND t.last_day >= @today",
        "section" => $"t.is_placeholder = 0 AND t.has_ended = 0 AND {SpanIsOpen}",
        "section_enrollment" or "section_staff" => $"(t.end_date IS NULL OR t.end_date >= @today) AND {SpanIsOpen}",
        "school_enrollment" => "(t.exit_date IS NULL OR t.exit_date >= @today)",
        "student" => $"t.is_placeholder = 0 AND t.has_ended = 0 AND {IsStillHere}",
        "demographics" or "guardian_link" => IsStillHere,
        "assignment" => $"t.is_placeholder = 0 AND t.has_ended = 0 AND {CountsStill("t")}",
        "assignment_result" or "assignment_scale" or "assignment_standard" => $"EXISTS (SELECT 1 FROM wh.assignment a WHERE a.assignment_key = t.assignment_key AND a.known_to = @open AND {CountsStill("a")})",
        "result_scale" or "result_standard" => $"EXISTS (SELECT 1 FROM wh.assignment_result r JOIN wh.assignment a ON a.assignment_key = r.assignment_key AND a.known_to = @open WHERE r.result_id = t.result_id AND r.known_to = @open AND {CountsStill("a")})",
        _ when table.Entity is not null => "t.is_placeholder = 0 AND t.has_ended = 0 AND @today = @today",
        _ => "@today = @today",
    };

    const string IsStillHere = """
        (EXISTS (SELECT 1 FROM known.spell e WHERE e.student_key = t.student_key AND e.last_day >= @today)
         OR NOT EXISTS (SELECT 1 FROM known.spell e WHERE e.student_key = t.student_key))
        """;

    const string SpanIsOpen = "NOT EXISTS (SELECT 1 FROM known.section_span p WHERE p.section_key = t.section_key AND p.last_day < @today)";

    // A gradebook is exported for the running term: what counted in a term or a section that is over stays.
    static string CountsStill(string assignment) => $"""
        NOT EXISTS (SELECT 1 FROM known.section_span p WHERE p.section_key = {assignment}.section_key AND p.last_day < @today)
        AND NOT EXISTS (SELECT 1 FROM known.session n WHERE n.session_id = {assignment}.session_id AND n.last_day < @today)
        """;

    // Every comparison costs as much as the rows are many, so only those are made that can find something.
    void Decide(EntityTable table)
    {
        var isKnown = _meeting.MayBeSame(table);
        if (!isKnown && table.Entity is null)
            _fresh.Add(table);
        var (cases, joins) = (new List<string>(), "");
        void Compare(bool isNeeded, string when, string join)
        {
            if (!isNeeded)
                return;
            cases.Add(when);
            joins += " " + join;
        }
        const string Held = "WHEN h.line IS NOT NULL THEN 'held'";
        Compare(_hasRejects, "WHEN j.line IS NOT NULL THEN 'rejected'", $"LEFT JOIN {work.T("rejected_line")} j ON j.file_number = r.file_number AND j.line = r.line");
        Compare(_holding.IsAny, Held, $"LEFT JOIN (SELECT DISTINCT file_number, line FROM {work.T("held_line")}) h ON h.file_number = r.file_number AND h.line = r.line");
        Compare(_repeating.Contains(table), "WHEN r.seq <> f.seq THEN 'duplicate'", $"LEFT JOIN {work.First(table)} f ON {LoadWork.SameKey(table, "r", "f")}");
        const string New = "CASE WHEN r.ends = 1 THEN 'unchanged' ELSE 'added' END";
        Compare(isKnown, $"""
            WHEN t.known_from IS NULL THEN {New}
            WHEN r.ends = 1 THEN {(table.Entity is null ? "'ended'" : "CASE WHEN t.has_ended = 1 THEN 'unchanged' ELSE 'ended' END")}
            WHEN NOT {work.Differs(table, "r", "t")} THEN 'unchanged'
            """, $"LEFT JOIN wh.{table.Name} t ON t.known_to = @open AND {LoadWork.SameKey(table, "r", "t")}");
        string Fate(IReadOnlyList<string> of) => of.Count == 0 ? New : $"CASE {string.Join(' ', of)} ELSE {(isKnown ? "'changed'" : New)} END";
        var would = _holding.IsAny ? $", {Fate([.. cases.Where(c => c != Held)])} AS would" : "";
        var decided = $"SELECT r.*, {Fate(cases)} AS fate{would} FROM {work.Resolved(table)} r {joins}";
        if (joins.Length == 0)
        {
            work.DecidedIn(table, $"({decided})", $"(SELECT r.*, {New} AS fate FROM {work.StageUnfolded(table)} r)");
            return;
        }

        work.Make(work.T("decided_" + table.Name), decided, new { open = LoadWork.Open });
        work.DecidedIn(table, work.T("decided_" + table.Name));
    }
}
