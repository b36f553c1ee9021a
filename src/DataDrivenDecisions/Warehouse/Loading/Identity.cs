namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Gives every thing its integer key. A source's own id comes first, then a number, then an id that was only mentioned; so that a student number in one
/// file and a roster id in another meet. What is mentioned and unknown becomes a placeholder, unless a complete file of the same delivery contradicts it.
/// </summary>
sealed class Identity(LoadWork work)
{
    const string Contradicted = "reference-contradicted";
    const string NotOnRoster = "student-not-on-roster";

    string Known => work.T("known_id");

    string Fresh => work.T("fresh_id");

    string Mentioned => work.T("mention");

    // The key of everything that any row points to, by the number of its mention.
    string Keys => work.T("mention_key");

    // Where the rows stand that point by an id which nobody knows.
    string Unknown(Reference reference) => work.T("unknown_" + reference.Column);

    /// <summary>Learns which ids the warehouse already knows; of several meanings the source's own wins.</summary>
    public void Recall() => work.Run($"""
        INSERT INTO {Known}
        SELECT entity, id, id_kind, entity_key
        FROM  (SELECT entity, id, id_kind, entity_key, ROW_NUMBER() OVER (PARTITION BY entity, id ORDER BY id_kind, known_from, entity_key) AS place
               FROM wh.entity_id WHERE known_to = @open) ranked
        WHERE  place = 1
        """, new { open = LoadWork.Open });

    /// <summary>Makes the ids of a roster table known, then finds the key of everything that its rows point to.</summary>
    public void Resolve(EntityTable table)
    {
        if (table.Entity is not null)
            Define(table);
        // All refusals come first, so that a row that is refused for one reference does not make a placeholder through another.
        var unknown = new List<Reference>();
        var refused = 0;
        foreach (var reference in table.References.Where(IsUnknownSomewhere).Where(r => FindUnknown(table, r)))
        {
            unknown.Add(reference);
            refused += Contradict(reference);
        }

        // A refused row makes nothing known through its other ids, so they are looked for again; mostly there is none.
        if (refused > 0)
            unknown.RemoveAll(r => !FindUnknown(table, r));
        foreach (var reference in unknown)
            Mention(reference);
        if (table.Entity is null)
        {
            work.ResolvedIn(table, $"({ResolvedRows(table)})");
            return;
        }

        work.Make(work.T("resolved_" + table.Name), ResolvedRows(table));
        work.ResolvedIn(table, work.T("resolved_" + table.Name));
    }

    /// <summary>Finds the key of everything that was mentioned, once no more ids become known; what events and links point to is looked up there.</summary>
    public void FindKeys() => work.Make(Keys, $"""
        SELECT m.ref, k.entity_key FROM {Mentioned} m LEFT JOIN {Known} k ON k.entity = m.entity AND k.id = m.id
        """);

    /// <summary>Forgets what only held rows would make known: nothing of them shows, not even as a placeholder, until they are released.</summary>
    public void ForgetHeld()
    {
        var named = work.Staged.SelectMany(t => t.References.Select(r => (r.Entity, Key: r.Column, Table: t)).Concat(t.Entity is { } own ? [(own, t.OwnKey!, t)] : []))
            .Select(n => $"SELECT CONCAT('{n.Entity} ', d.{n.Key}) AS thing FROM {work.Decided(n.Table)} d WHERE d.fate <> 'held'");
        work.Run($"DELETE FROM {Fresh} WHERE CONCAT(entity, ' ', entity_key) NOT IN ({string.Join(" UNION ALL ", named)})");
    }

    /// <summary>Writes what was learned to the key map.</summary>
    public void Remember() => work.Run($"""
        INSERT INTO wh.entity_id (entity, id_kind, id, entity_key, known_from, known_to, file_number, line)
        SELECT entity, id_kind, id, entity_key, @load, @open, file_number, line FROM {Fresh}
        """, new { load = work.Load, open = LoadWork.Open });

    // What ends and was never known is nothing, and makes nothing known.
    void Define(EntityTable table)
    {
        var entity = table.Entity!;
        work.Make(work.T("candidate"), $"""
            SELECT d.own_ref, d.number_ref, d.file_number, d.line, d.seq,
                   CASE WHEN a.id_kind = 0 THEN a.entity_key END AS sure_key,
                   CASE WHEN a.id_kind = 0 THEN NULL ELSE COALESCE(a.entity_key, b.entity_key) END AS maybe_key,
                   CASE WHEN a.id_kind = 0 AND b.id_kind = 2 AND b.entity_key <> a.entity_key THEN b.entity_key END AS twin_key
            FROM  (SELECT s.own_ref, s.number_ref, s.file_number, s.line, s.seq, ROW_NUMBER() OVER (PARTITION BY s.own_ref ORDER BY s.file_number, s.ends, CASE WHEN s.number_ref IS NULL THEN 1 ELSE 0 END, s.number_ref, s.seq) AS place
                   FROM {work.Stage(table)} s
                   WHERE s.own_ref IS NOT NULL AND (s.ends = 0 OR EXISTS (SELECT 1 FROM {Known} e WHERE e.entity = '{entity}' AND e.id = s.own_ref))) d
                  LEFT JOIN {Known} a ON a.entity = '{entity}' AND a.id = d.own_ref
                  LEFT JOIN {Known} b ON b.entity = '{entity}' AND b.id = d.number_ref
            WHERE  d.place = 1
            """);
        // A number may adopt a known thing only when that thing is not itself delivered under its own id, and only once. Of several things with one number
        // it is the one whose id comes first, not the one whose row does.
        work.Make(work.T("adoption"), $"""
            SELECT own_ref, maybe_key FROM (
                SELECT c.own_ref, c.maybe_key, ROW_NUMBER() OVER (PARTITION BY c.maybe_key ORDER BY c.file_number, c.own_ref) AS place
                FROM {work.T("candidate")} c
                WHERE c.maybe_key IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM {work.T("candidate")} o WHERE o.sure_key = c.maybe_key)) ranked
            WHERE place = 1
            """);
        work.Make(work.T("definition"), $"""
            SELECT c.own_ref, c.number_ref, c.file_number, c.line, c.seq, c.twin_key,
                   CAST(COALESCE(c.sure_key, a.maybe_key,
                        @newest + SUM(CASE WHEN c.sure_key IS NULL AND a.maybe_key IS NULL THEN 1 ELSE 0 END) OVER (ORDER BY c.seq)) AS INTEGER) AS entity_key
            FROM {work.T("candidate")} c LEFT JOIN {work.T("adoption")} a ON a.own_ref = c.own_ref
            """, new { newest = NewestKey(entity) });
        Learn(entity);
        if (work.Session.Value<long>($"SELECT COUNT(*) FROM {work.T("definition")} WHERE twin_key IS NOT NULL") > 0)
            new Twins(work).Join(table);
    }

    void Learn(string entity)
    {
        work.Run($"""
            INSERT INTO {Fresh}
            SELECT '{entity}', 0, d.own_ref, d.entity_key, d.file_number, d.line FROM {work.T("definition")} d
            WHERE NOT EXISTS (SELECT 1 FROM wh.entity_id i WHERE i.entity = '{entity}' AND i.id_kind = 0 AND i.id = d.own_ref AND i.known_to = @open);
            INSERT INTO {Fresh}
            SELECT '{entity}', 1, n.number_ref, n.entity_key, n.file_number, n.line
            FROM  (SELECT d.number_ref, d.entity_key, d.file_number, d.line, ROW_NUMBER() OVER (PARTITION BY d.number_ref ORDER BY d.file_number, d.own_ref) AS place
                   FROM {work.T("definition")} d WHERE d.number_ref IS NOT NULL AND d.number_ref <> d.own_ref) n
            WHERE n.place = 1
              AND NOT EXISTS (SELECT 1 FROM wh.entity_id i WHERE i.entity = '{entity}' AND i.id_kind = 1 AND i.id = n.number_ref AND i.known_to = @open)
            """, new { open = LoadWork.Open });
        work.Run($"""
            DELETE FROM {Known} WHERE entity = '{entity}' AND id IN (SELECT own_ref FROM {work.T("definition")});
            INSERT INTO {Known} SELECT '{entity}', own_ref, 0, entity_key FROM {work.T("definition")};
            INSERT INTO {Known} SELECT f.entity, f.id, 1, f.entity_key FROM {Fresh} f
            WHERE f.entity = '{entity}' AND f.id_kind = 1 AND NOT EXISTS (SELECT 1 FROM {Known} k WHERE k.entity = f.entity AND k.id = f.id)
            """);
    }

    // The ids are few and the rows that name them many, so the rows are looked through only when there is something to find.
    bool IsUnknownSomewhere(Reference reference) => work.Session.Value<long>($"""
        SELECT COUNT(*) FROM {Mentioned} m WHERE m.entity = '{reference.Entity}' AND NOT EXISTS (SELECT 1 FROM {Known} k WHERE k.entity = '{reference.Entity}' AND k.id = m.id)
        """) > 0;

    bool FindUnknown(EntityTable table, Reference reference)
    {
        work.Make(Unknown(reference), $"""
            SELECT s.seq, s.file_number, s.line, m.id FROM {work.Stage(table)} s JOIN {Mentioned} m ON m.ref = s.{reference.Staged}
            WHERE s.ends = 0 AND NOT EXISTS (SELECT 1 FROM {Known} k WHERE k.entity = '{reference.Entity}' AND k.id = m.id)
              AND NOT EXISTS (SELECT 1 FROM {work.T("reject_row")} r WHERE r.file_number = s.file_number AND r.line = s.line)
            """);
        return work.Session.Value<long>($"SELECT COUNT(*) FROM {Unknown(reference)}") > 0;
    }

    int Contradict(Reference reference)
    {
        var refused = 0;
        if (reference.Entity == "student")
            refused += Refuse(reference, NotOnRoster, $"WHERE u.file_number IN (SELECT file_number FROM {work.T("file_info")} WHERE needs_known = 1)");
        if (reference.MayBeContradicted && work.IsComplete(reference.Entity))
            refused += Refuse(reference, Contradicted, $"WHERE NOT EXISTS (SELECT 1 FROM {work.T("reject_row")} r WHERE r.file_number = u.file_number AND r.line = u.line)");
        return refused;
    }

    void Mention(Reference reference)
    {
        work.Run($"""
            INSERT INTO {Fresh}
            SELECT '{reference.Entity}', 2, m.id, @newest + ROW_NUMBER() OVER (ORDER BY m.seq), m.file_number, m.line
            FROM  (SELECT u.id, u.seq, u.file_number, u.line, ROW_NUMBER() OVER (PARTITION BY u.id ORDER BY u.seq) AS place FROM {Unknown(reference)} u) m
            WHERE  m.place = 1;
            """, new { newest = NewestKey(reference.Entity) });
        work.Run($"""
            INSERT INTO {Known} SELECT f.entity, f.id, 2, f.entity_key FROM {Fresh} f
            WHERE f.entity = '{reference.Entity}' AND f.id_kind = 2 AND NOT EXISTS (SELECT 1 FROM {Known} k WHERE k.entity = f.entity AND k.id = f.id)
            """);
    }

    int Refuse(Reference reference, string rule, string where) => work.Run($"""
        INSERT INTO {work.T("reject_row")} SELECT DISTINCT u.file_number, u.line, '{rule}', '{reference.Entity}' FROM {Unknown(reference)} u {where}
        """);

    int NewestKey(string entity) => (int)work.Session.Value<long>($"""
        SELECT CAST(COALESCE(MAX(entity_key), 0) AS BIGINT)
        FROM  (SELECT entity_key FROM wh.entity_id WHERE entity = '{entity}' UNION ALL SELECT entity_key FROM {Fresh} WHERE entity = '{entity}') taken
        """);

    string ResolvedRows(EntityTable table)
    {
        var own = table.Entity is { } entity
            ? $"o.entity_key AS {table.OwnKey}, COALESCE(c.id, s.own_ref) AS {table.OwnId}, 0 AS is_placeholder, 0 AS has_ended, "
            : "";
        var ownJoin = table.Entity is null ? "" : $"""
            LEFT JOIN {Known} o ON o.entity = '{table.Entity}' AND o.id = s.own_ref
            LEFT JOIN (SELECT entity_key, id FROM (SELECT entity_key, id, ROW_NUMBER() OVER (PARTITION BY entity_key ORDER BY known_from, line, id) AS place
                       FROM wh.entity_id WHERE entity = '{table.Entity}' AND id_kind = 0 AND known_to = {LoadWork.Open}) ranked WHERE place = 1) c
                 ON c.entity_key = o.entity_key
            """;
        var keys = string.Concat(table.References.Select((r, i) => $"{KeyOf(r, "k" + i)} AS {r.Column}, "));
        var joins = string.Concat(table.References.Select((r, i) => KeyJoin(table, r, "k" + i)));
        var columns = string.Join(", ", table.Columns.Select(c => c.Name).Concat(table.Fold is { } fold ? [fold.Key] : []).Select(c => "s." + c));
        return $"SELECT s.seq, s.file_number, s.line, s.ends, {own}{keys}{columns} FROM {work.Stage(table)} s {ownJoin}{joins}".Replace(",  FROM", " FROM", StringComparison.Ordinal);
    }

    string KeyOf(Reference reference, string key) =>
        !MentionedEntities.Contains(reference.Entity) ? reference.IsKey ? "0" : "CAST(NULL AS INTEGER)"
        : reference.IsKey ? $"CASE WHEN s.{reference.Staged} = 0 THEN 0 ELSE {key}.entity_key END" : $"{key}.entity_key";

    // Events and links are many and asked for later, when one small table tells the key of every number. Joined from the left, since an engine that does not know yet how small it
    // is may turn the join around.
    string KeyJoin(EntityTable table, Reference reference, string key) =>
        !MentionedEntities.Contains(reference.Entity) ? ""
        : table.Entity is null ? $" LEFT JOIN {Keys} {key} ON {key}.ref = s.{reference.Staged}"
        : $" LEFT JOIN (SELECT m.ref, k.entity_key FROM {Mentioned} m JOIN {Known} k ON k.entity = m.entity AND k.id = m.id) {key} ON {key}.ref = s.{reference.Staged}";

    // What no row names need not be looked up in any.
    HashSet<string> MentionedEntities => field ??= [.. work.Session.Ask<string>($"SELECT DISTINCT entity FROM {Mentioned}")];
}
