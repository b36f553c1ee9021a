namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Sums up by file, kind of record and school what has been settled and is not written yet: what is new, changed, ended and unchanged, also where it waits
/// for a person. It costs a pass over the rows, so it is asked only for a dry run and for what is held.
/// </summary>
sealed class Summing(LoadWork work, Settling settling)
{
    /// <summary>Kinds of change, and the fates that they are counted from.</summary>
    static readonly (string Kind, string Fate)[] Kinds = [("new", "added"), ("changed", "changed"), ("ended", "ended")];

    string Deeds => work.T("deed");

    /// <summary>The changes by file number.</summary>
    public ILookup<int, EntityChanges> Sum()
    {
        new StudentSchools(work).Find();
        var schools = Schools();
        var kinds = new ChangeExamples(work, Deeds);
        return work.Staged.SelectMany(table =>
        {
            Collect(table);
            var examples = kinds.Of(table).ToLookup(e => (e.File, e.School), e => e.Example);
            return Counts().GroupBy(c => (c.File, c.School)).Select(place => (place.Key.File, Changes: Of(table, place.Key.School, [.. place], [.. examples[place.Key]], schools)));
        }).ToLookup(c => c.File, c => c.Changes);
    }

    static EntityChanges Of(EntityTable table, int? school, IReadOnlyList<Count> counts, IReadOnlyList<ChangeExample> examples, Dictionary<int, School> schools)
    {
        long Rows(string kind) => counts.Where(c => c.Kind == kind).Sum(c => c.Rows);
        var known = school is { } key ? schools.GetValueOrDefault(key) : null;
        return new EntityChanges
        {
            Entity = table.Name, School = known?.Id, SchoolName = known?.Name, New = Rows("new"), Changed = Rows("changed"), Ended = Rows("ended"), Unchanged = Rows("unchanged"),
            Waiting = counts.Sum(c => c.Waiting), Examples = [.. examples.OrderBy(e => Array.FindIndex(Kinds, k => k.Kind == e.Kind))],
        };
    }

    // Every row of the delivery that counts, and every known row that ends by not being named. The school is the row's own, else the known row's, else the student's.
    void Collect(EntityTable table)
    {
        var kind = "CASE " + string.Concat(Kinds.Select(k => $"WHEN r.{settling.Foreseen} = '{k.Fate}' THEN '{k.Kind}' ")) + "ELSE 'unchanged' END";
        var absent = !work.EndsWhatIsMissing ? "" : $"""
             UNION ALL
            SELECT (SELECT MIN(i.file_number) FROM {work.T("file_info")} i WHERE i.format = a.format), CAST(NULL AS BIGINT), 1, 'ended', {SchoolOf(table, "t")}, 1 - a.is_absent,
                   {string.Join(", ", table.Key.Select(k => "t." + k))}, ROW_NUMBER() OVER (ORDER BY t.known_from, t.file_number, t.line)
            FROM   {work.Absent(table)} a JOIN wh.{table.Name} t ON t.known_to = @open AND {LoadWork.SameKey(table, "a", "t")}{StudentJoin(table, "t")}
            WHERE  a.would_end = 1
            """;
        work.Make(Deeds, $"""
            SELECT r.file_number, r.seq, 0 AS is_absence, {kind} AS deed_kind, {SchoolOf(table, "r", "t")} AS place_key, CASE WHEN r.fate = 'held' THEN 1 ELSE 0 END AS waits,
                   {string.Join(", ", table.Key.Select(k => "r." + k))}, r.seq AS turn
            FROM   {work.Decided(table)} r{(table.SchoolColumn is null ? "" : $" LEFT JOIN wh.{table.Name} t ON t.known_to = @open AND {LoadWork.SameKey(table, "r", "t")}")}{StudentJoin(table, "r")}
            WHERE  r.{settling.Foreseen} NOT IN ('rejected', 'duplicate'){absent}
            """, new { open = LoadWork.Open });
    }

    static string SchoolOf(EntityTable table, params string[] rows)
    {
        if (table.Entity == "school")
            return rows[0] + ".school_key";
        var own = table.SchoolColumn is { } column ? rows.Select(r => $"NULLIF({r}.{column}, 0)") : [];
        var places = StudentSchools.Has(table) ? own.Append("p.school_key") : own;
        return $"COALESCE({string.Join(", ", places.Append("CAST(NULL AS INTEGER)").Append("CAST(NULL AS INTEGER)"))})";
    }

    string StudentJoin(EntityTable table, string row) =>
        StudentSchools.Has(table) ? $" LEFT JOIN {work.T(StudentSchools.Table)} p ON p.student_key = {row}.student_key" : "";

    IReadOnlyList<Count> Counts() => work.Session.Ask<Count>($"""
        SELECT file_number AS "File", place_key AS School, deed_kind AS Kind, COUNT(*) AS "Rows", CAST(SUM(waits) AS BIGINT) AS Waiting
        FROM {Deeds} GROUP BY file_number, place_key, deed_kind ORDER BY file_number, place_key
        """);

    Dictionary<int, School> Schools() => work.Session.Ask<School>($"""
        SELECT k.entity_key AS "Key", MIN(COALESCE(t.school_id, k.id)) AS Id, MIN(COALESCE({(work.Staged.Any(t => t.Entity == "school") ? "r.school_name, " : "")}t.school_name)) AS Name
        FROM   (SELECT entity_key, MIN(id) AS id FROM {work.T("known_id")} WHERE entity = 'school' AND id_kind <> 1 GROUP BY entity_key) k
               LEFT JOIN wh.school t ON t.school_key = k.entity_key AND t.known_to = @open
               {(work.Staged.FirstOrDefault(t => t.Entity == "school") is { } staged ? $"LEFT JOIN {work.Decided(staged)} r ON r.school_key = k.entity_key" : "")}
        GROUP  BY k.entity_key
        """, new { open = LoadWork.Open }).ToDictionary(s => s.Key);

    sealed record Count
    {
        public int File { get; init; }
        public int? School { get; init; }
        public string Kind { get; init; } = "";
        public long Rows { get; init; }
        public long Waiting { get; init; }
    }

    sealed record School
    {
        public int Key { get; init; }
        public string Id { get; init; } = "";
        public string? Name { get; init; }
    }
}
