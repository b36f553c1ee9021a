namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Joins two things that turn out to be one: a thing that was mentioned by number before the roster said whose number it is.
/// What was known of the mention is closed and said anew of the thing itself, so that undoing the load parts them again.
/// </summary>
sealed class Twins(LoadWork work)
{
    /// <summary>Joins every pair that the definition step has found in the table's entity.</summary>
    public void Join(EntityTable table)
    {
        var entity = table.Entity!;
        work.Make(work.T("twin"), $"""
            SELECT twin_key AS old_key, entity_key AS new_key, file_number, line
            FROM  (SELECT twin_key, entity_key, file_number, line, ROW_NUMBER() OVER (PARTITION BY twin_key ORDER BY file_number, own_ref) AS place
                   FROM {work.T("definition")} WHERE twin_key IS NOT NULL) ranked
            WHERE  place = 1
            """);
        var session = new { load = work.Load, open = LoadWork.Open };
        work.Run($"""
            INSERT INTO {work.T("fresh_id")}
            SELECT i.entity, i.id_kind, i.id, w.new_key, w.file_number, w.line
            FROM wh.entity_id i JOIN {work.T("twin")} w ON w.old_key = i.entity_key WHERE i.entity = '{entity}' AND i.known_to = @open
            """, session);
        Change("wh.entity_id", "i", "known_to = @load", $"i.entity = '{entity}' AND i.entity_key = w.old_key AND i.known_to = @open", session);
        Change(work.T("known_id"), "k", "entity_key = w.new_key", $"k.entity = '{entity}' AND k.entity_key = w.old_key");
        Change(table.Rows, "t", "known_to = @load", $"t.{table.OwnKey} = w.old_key AND t.known_to = @open", session);
        foreach (var pointing in Tables.All.Where(t => t.References.Any(r => r.Entity == entity)))
            Repoint(pointing, pointing.References.First(r => r.Entity == entity).Column, session);
    }

    void Change(string table, string alias, string set, string where, object? parameters = null) =>
        work.Run(work.Engine.Update(table, alias, set, work.T("twin") + " w", where), parameters);

    void Repoint(EntityTable table, string column, object session)
    {
        // The folded columns too, by which rows are told apart, although not they are written.
        var kept = string.Join(", ", table.Key.Concat(table.Values).Union(table.Written).Select(c => c == column ? $"w.new_key AS {c}" : "t." + c));
        work.Make(work.T("repointed"), $"""
            SELECT {kept}, w.file_number, w.line FROM wh.{table.Name} t JOIN {work.T("twin")} w ON w.old_key = t.{column} WHERE t.known_to = @open
            """, session);
        Change(table.Rows, "t", "known_to = @load", $"t.{column} = w.old_key AND t.known_to = @open", session);
        work.Run($"""
            INSERT INTO {table.Rows} ({string.Join(", ", table.Written)}, known_from, known_to, file_number, line)
            SELECT {string.Join(", ", table.Written.Select(c => "n." + c))}, @load, @open, n.file_number, n.line FROM {work.T("repointed")} n
            WHERE NOT EXISTS (SELECT 1 FROM wh.{table.Name} t WHERE t.known_to = @open AND {LoadWork.SameKey(table, "t", "n")})
            """, session);
    }
}
