using System.Data;
using System.Globalization;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>Picks the first few new, changed and ended records of each file and school, and says of each whose it is, which one, and what is different.</summary>
/// <param name="work">The load.</param>
/// <param name="deeds">The session's own table of what is done to one kind of record at a time.</param>
sealed class ChangeExamples(LoadWork work, string deeds)
{
    const int LongestText = 400;

    static readonly string[] Names = ["given_name", "middle_name", "family_name", "preferred_name"];

    // Who somebody is and how to reach them, and what was written freely about them.
    static readonly HashSet<string> Private = [.. Names, "email", "phone", "reason", "comment", "behavior", "detail", "description", "text_score", "json"];

    /// <summary>Columns that name a record for people, and the word before them.</summary>
    static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["section_key"] = "class ", ["assignment_key"] = "assignment ", ["staff_key"] = "staff member ", ["guardian_key"] = "guardian ", ["score_scale_key"] = "scale ",
        ["entry_date"] = "from ", ["begin_date"] = "from ", ["period"] = "period ", ["term"] = "", ["mark_type"] = "", ["school_year"] = "year ", ["school_date"] = "", ["test_date"] = "",
        ["survey_date"] = "", ["assessment"] = "", ["subject"] = "", ["part"] = "", ["measure"] = "", ["program"] = "", ["incident_id"] = "incident ", ["kind"] = "",
        ["record_id"] = "",
    };

    static readonly string[] Labels = ["school_name", "section_name", "course_name", "title"];

    bool _isNamed;

    /// <summary>The examples of the kind of record whose deeds are in the table.</summary>
    public IReadOnlyList<(int File, int? School, ChangeExample Example)> Of(EntityTable table)
    {
        NameThings();
        work.Make(work.T("example"), $"""
            SELECT * FROM (SELECT d.*, ROW_NUMBER() OVER (PARTITION BY file_number, place_key, deed_kind ORDER BY is_absence, turn) AS example_place FROM {deeds} d WHERE d.deed_kind <> 'unchanged') ranked
            WHERE example_place <= {ChangeExample.Most}
            """);
        // The few rows are picked out before ids are looked up for them.
        work.Make(work.T("example_now"), $"SELECT r.* FROM {work.Decided(table)} r WHERE r.seq IN (SELECT x.seq FROM {work.T("example")} x)");
        work.Make(work.T("example_before"), $"SELECT t.* FROM wh.{table.Name} t WHERE t.known_to = @open AND EXISTS (SELECT 1 FROM {work.T("example")} x WHERE {LoadWork.SameKey(table, "x", "t")})", new { open = LoadWork.Open });
        var said = new List<(int, int?, ChangeExample)>();
        using var rows = work.Session.Read(Question(table), new { open = LoadWork.Open });
        while (rows.Read())
        {
            var texts = Enumerable.Range(0, rows.FieldCount).ToDictionary(rows.GetName, i => rows.IsDBNull(i) ? null : Convert.ToString(rows.GetValue(i), CultureInfo.InvariantCulture), StringComparer.Ordinal);
            said.Add((int.Parse(texts["file_number"]!, CultureInfo.InvariantCulture), texts["place_key"] is { } school ? int.Parse(school, CultureInfo.InvariantCulture) : null, Told(table, texts)));
        }
        return said;
    }

    // One id for each thing that rows point to: the source's own, else a number, else the one by which it is mentioned.
    void NameThings()
    {
        if (_isNamed)
            return;
        work.Make(work.T("named"), $"""
            SELECT entity, entity_key, id FROM (
                SELECT entity, entity_key, id, ROW_NUMBER() OVER (PARTITION BY entity, entity_key ORDER BY id_kind, id) AS turn FROM {work.T("known_id")}) ranked
            WHERE turn = 1
            """);
        _isNamed = true;
    }

    string Question(EntityTable table)
    {
        var references = table.References.ToDictionary(r => r.Column, r => r, StringComparer.Ordinal);
        string Text(string row, string column) => references.TryGetValue(column, out var points)
            ? $"(SELECT MIN(n.id) FROM {work.T("named")} n WHERE n.entity = '{points.Entity}' AND n.entity_key = {row}.{column})"
            : $"CAST({row}.{column} AS NVARCHAR({LongestText}))";
        var columns = table.Key.Select(k => $"{(k == table.OwnKey ? $"COALESCE(t.{table.OwnId}, r.{table.OwnId})" : Text("e", k))} AS k_{k}")
            .Concat(table.Values.SelectMany(v => new[] { $"{Text("t", v)} AS o_{v}", $"{Text("r", v)} AS n_{v}" }));
        var isOfStudent = references.ContainsKey("student_key");
        var student = table.Entity == "student" ? "COALESCE(s.own_ref, t.student_id)"
            : isOfStudent ? $"COALESCE(m.id, (SELECT MIN(n.id) FROM {work.T("named")} n WHERE n.entity = 'student' AND n.entity_key = e.student_key))" : "NULL";
        var roster = table.Entity == "student" || isOfStudent ? "(SELECT MIN(k.student_id) FROM wh.student k WHERE k.student_key = e.student_key AND k.known_to = @open AND k.is_placeholder = 0)" : "NULL";
        return $"""
            SELECT e.file_number, e.place_key, e.deed_kind, {student} AS student, {roster} AS roster_id, {string.Join(", ", columns)}
            FROM   {work.T("example")} e LEFT JOIN {work.T("example_now")} r ON r.seq = e.seq
                   LEFT JOIN {work.T("example_before")} t ON {LoadWork.SameKey(table, "t", "e")}
                   LEFT JOIN {work.Stage(table)} s ON s.seq = e.seq {(isOfStudent ? $"LEFT JOIN {work.T("mention")} m ON m.ref = s.student_ref" : "")}
            ORDER  BY e.file_number, e.place_key, e.deed_kind, e.example_place
            """;
    }

    static ChangeExample Told(EntityTable table, Dictionary<string, string?> texts)
    {
        var kind = texts["deed_kind"]!;
        var now = kind == "ended" ? "o_" : "n_";
        var name = string.Join(' ', Names.Where(n => n is "given_name" or "family_name").Select(n => texts.GetValueOrDefault(now + n)).OfType<string>());
        var sensitivity = texts.GetValueOrDefault("o_sensitivity") ?? texts.GetValueOrDefault("n_sensitivity");
        return new ChangeExample
        {
            Kind = kind,
            Student = texts["student"],
            RosterId = texts["roster_id"],
            Name = name.Length > 0 ? name : null,
            Key = KeyOf(table, texts, now),
            Sensitivity = sensitivity is null or "none" ? null : sensitivity,
            Fields = kind != "changed" ? [] :
            [
                .. table.Values.Where(v => texts["o_" + v] != texts["n_" + v])
                    .Select(v => new FieldChange { Field = v, Old = texts["o_" + v], New = texts["n_" + v], IsPrivate = table.Name == "demographics" || Private.Contains(v) }),
            ],
        };
    }

    static string? KeyOf(EntityTable table, Dictionary<string, string?> texts, string now)
    {
        if (table.Entity is not null)
        {
            var label = Labels.Select(l => texts.GetValueOrDefault(now + l)).FirstOrDefault(l => l is not null);
            return table.Entity == "student" ? null : texts["k_" + table.OwnKey] + (label is null ? "" : $" ({label})");
        }
        var parts = table.Key.Where(Words.ContainsKey).Where(k => texts["k_" + k] is { Length: > 0 } and not "1900-01-01").Select(k => Words[k] + texts["k_" + k]).ToList();
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }
}
