using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>Takes in one delivery in one transaction: stage, resolve, settle, merge, derive, check; and says line by line what became of it.</summary>
sealed class Loader(WarehouseEngine engine, SqlSession session, DateTime now)
{
    /// <summary>Loads the delivery, or says what would happen when it is a dry run.</summary>
    /// <param name="batch">The delivery.</param>
    /// <param name="told">Gets what the load comes to just before it is kept.</param>
    public LoadResult Load(Batch batch, Action<LoadResult>? told = null)
    {
        Staging.Prepare(engine, session);
        // What is staged lasts no longer than the session, so it needs no transaction; and what a transaction has not yet committed the engine reads with one core alone.
        var work = new LoadWork(engine, session, batch, DateOnly.FromDateTime(now));
        using var staging = new Staging(work);
        staging.Read();
        LoadPoint.Reached(LoadPoint.Staged);
        var result = session.InTransaction(() => LoadWithin(work, staging), keep: result =>
        {
            told?.Invoke(result);
            return result.Load is not null;
        });
        LoadPoint.Reached(LoadPoint.Committed);
        return result;
    }

    LoadResult LoadWithin(LoadWork work, Staging staging)
    {
        var batch = work.Batch;
        engine.LockForWriting(session);
        var load = session.Value<long>("SELECT COALESCE(MAX(\"load\"), 0) + 1 FROM wh.\"load\"");
        engine.SetValue(session, "as_of_load", load - 1);
        engine.SetValue(session, "today", DateOnly.FromDateTime(now));
        work.Load = load;
        batch.Step?.Invoke(LoadStep.Match);
        foreach (var table in work.Staged)
            table.Fold?.Resolve(work, table);
        var identity = new Identity(work);
        identity.Recall();
        foreach (var table in work.Staged)
            identity.Resolve(table);
        identity.FindKeys();
        LoadPoint.Reached(LoadPoint.Resolved);
        batch.Step?.Invoke(LoadStep.Compare);
        var settling = new Settling(work);
        settling.Settle();
        LoadPoint.Reached(LoadPoint.Settled);
        var changes = batch.CountsChanges || settling.Holds.Count > 0 ? new Summing(work, settling).Sum() : null;
        batch.Step?.Invoke(LoadStep.Write);
        if (settling.Holds.Count > 0)
            identity.ForgetHeld();
        var merging = new Merging(work);
        var changed = work.Staged.Select(merging.Merge).ToList().Contains(true);
        LoadPoint.Reached(LoadPoint.Merged);
        identity.Remember();
        changed |= merging.MakePlaceholders() > 0;
        LoadPoint.Reached(LoadPoint.Placeheld);

        var files = new Accounts(work, staging, settling, merging, changes).Files();
        if (batch.Veto(files) is { } why)
            return new LoadResult { State = LoadState.Refused, Refusal = why, Files = files };
        var state = batch.IsDryRun ? LoadState.DryRun : settling.Holds.Count > 0 ? LoadState.Held : changed ? LoadState.Committed : LoadState.Unchanged;
        if (batch.IsDryRun || !changed)
            return new LoadResult { State = state, Files = files };
        WriteJournal(work, files, state);
        LoadPoint.Reached(LoadPoint.Journaled);
        batch.Step?.Invoke(LoadStep.Derive);
        var deriving = new Deriving(engine, session, load);
        deriving.Derive();
        LoadPoint.Reached(LoadPoint.Derived);
        batch.Step?.Invoke(LoadStep.Check);
        new Grain(session).Check(load, work.Staged.Where(t => !settling.IsProvenUnique(t)).Select(t => t.Name).Append("entity_id").Concat(deriving.Written));
        LoadPoint.Reached(LoadPoint.Checked);
        return new LoadResult { Load = load, State = state, Files = files };
    }

    void WriteJournal(LoadWork work, IReadOnlyList<FileResult> files, LoadState state)
    {
        work.Run(
            "INSERT INTO wh.\"load\" (\"load\", kind, source, name, hash, loaded_by, loaded_at, state) VALUES (@load, 'delivery', @Source, @Name, @Hash, @By, @at, @state)",
            new { load = work.Load, work.Batch.Source, work.Batch.Name, work.Batch.Hash, work.Batch.By, at = now, state = state.ToString().ToLowerInvariant() });
        var dates = Dates(work);
        for (var i = 0; i < files.Count; i++)
        {
            var spans = dates.Where(d => d.File == i + 1).ToList();
            work.Run(
                "INSERT INTO wh.load_file VALUES (@load, @number, @Name, @Format, @Loaded, @Unchanged, @rejected, @first, @last)",
                new
                {
                    load = work.Load, number = i + 1, files[i].Name, work.Batch.Files[i].Format, files[i].Loaded, files[i].Unchanged, rejected = files[i].Rejects.Select(r => r.Line).Distinct().Count(),
                    first = spans.Count == 0 ? null : spans.Min(s => s.First), last = spans.Count == 0 ? null : spans.Max(s => s.Last),
                });
        }
    }

    static IReadOnlyList<Dated> Dates(LoadWork work) =>
    [
        .. work.Staged.Where(t => t.DateColumn is not null).SelectMany(t => work.Session.Ask<Dated>($"""
            SELECT file_number AS "File", MIN({t.DateColumn}) AS "First", MAX({t.DateColumn}) AS "Last" FROM {work.Fated(t)} r WHERE fate <> 'rejected' GROUP BY file_number
            """)),
    ];

    sealed record Dated
    {
        public int File { get; init; }
        public DateOnly? First { get; init; }
        public DateOnly? Last { get; init; }
    }
}
