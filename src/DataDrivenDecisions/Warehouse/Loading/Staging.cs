using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>Writes a delivery's arrivals, as they come, to tables that only this load sees, and counts the lines they stood on.</summary>
sealed class Staging(LoadWork work) : IDisposable
{
    readonly Dictionary<Type, StagedRows> _open = [];
    readonly TextCare _care = new();
    readonly Mentions _mentions = new();

    /// <summary>By file: how many lines had at least one arrival.</summary>
    public IReadOnlyList<long> Lines { get; private set; } = [];

    /// <summary>True when no line said more than one thing, so that lines can be counted as rows.</summary>
    public bool EachLineSaysOneThing { get; private set; } = true;

    /// <summary>By file: how many ids had spaces around them.</summary>
    public IReadOnlyList<long> TrimmedIds { get; private set; } = [];

    /// <summary>Makes the session's own tables; outside the transaction, since it changes nothing that lasts. Those for arrivals are made when the first one comes.</summary>
    public static void Prepare(WarehouseEngine engine, SqlSession session)
    {
        engine.MakeTemporary(session, "file_info", "file_number SMALLINT, name VARCHAR, format VARCHAR, merge_word VARCHAR, needs_known SMALLINT, is_manifold SMALLINT");
        engine.MakeTemporary(session, "mention", Mentions.Columns);
        engine.MakeTemporary(session, "known_id", "entity VARCHAR, id VARCHAR, id_kind SMALLINT, entity_key INTEGER");
        engine.MakeTemporary(session, "fresh_id", "entity VARCHAR, id_kind SMALLINT, id VARCHAR, entity_key INTEGER, file_number SMALLINT, line BIGINT");
        engine.MakeTemporary(session, "reject_row", "file_number SMALLINT, line BIGINT, rule_name VARCHAR, entity VARCHAR");
        engine.MakeTemporary(session, "rejected_line", "file_number SMALLINT, line BIGINT");
        engine.MakeTemporary(session, "unread_id", "file_number SMALLINT, id VARCHAR");
        engine.MakeTemporary(session, "held_line", "file_number SMALLINT, line BIGINT");
    }

    /// <summary>Reads every file of the delivery once.</summary>
    public void Read()
    {
        var lines = new List<long>();
        var trimmed = new List<long>();
        long seq = 0;
        for (var i = 0; i < work.Batch.Files.Count; i++)
        {
            var before = _care.Trimmed;
            lines.Add(Read(work.Batch.Files[i], (short)(i + 1), ref seq));
            trimmed.Add(_care.Trimmed - before);
        }

        foreach (var open in _open.Values)
            open.End();
        work.Staged = [.. Tables.All.Where(t => _open.ContainsKey(t.Arrival))];
        work.Ending = _open.Values.Where(o => o.HasEnds).Select(o => o.Table).ToHashSet();
        work.Unrepeated = [.. _open.Values.Where(o => o.AreSurelyDifferent).Select(o => o.Table)];
        var folds = _open.Values.Where(o => o.Fold is not null).Select(o => (o.Table, o.Fold!)).ToList();
        Dispose();
        foreach (var (table, fold) in folds)
            WriteFold(table, fold);
        WriteUnread();
        using (var mentions = work.Engine.Append(work.Session, "mention"))
            _mentions.Write(mentions);
        (Lines, TrimmedIds) = (lines, trimmed);
        foreach (var (file, number) in work.Batch.Files.Select((f, i) => (f, i + 1)))
            work.Run(
                $"INSERT INTO {work.T("file_info")} VALUES (@number, @name, @format, @merge, @known, @manifold)",
                new { number, name = file.Name, format = file.Format, merge = file.Merge.ToString(), known = file.NeedsKnownStudents ? 1 : 0, manifold = file.MaySaySeveralThings ? 1 : 0 });
    }

    void WriteUnread()
    {
        using var rows = work.Engine.Append(work.Session, "unread_id");
        foreach (var (file, number) in work.Batch.Files.Select((f, i) => (f, i + 1)))
            foreach (var id in file.UnreadIds())
            {
                rows.Begin();
                rows.Whole(number);
                rows.Text(_care.Id(id));
                rows.End();
            }
    }

    void WriteFold(EntityTable table, FoldBook fold)
    {
        work.Engine.MakeTemporary(work.Session, "fold_" + table.Name, table.Fold!.StageColumns);
        using var rows = work.Engine.Append(work.Session, "fold_" + table.Name);
        fold.Write(rows);
    }

    public void Dispose()
    {
        foreach (var rows in _open.Values)
            rows.Dispose();
        _open.Clear();
    }

    long Read(BatchFile file, short number, ref long seq)
    {
        var lines = new LineCount();
        var first = seq;
        StagedRows? newest = null;
        Type? kind = null;
        foreach (var arrivals in Ahead.Of(file.Rows))
            foreach (var arrival in arrivals)
            {
                lines.See(arrival.Line);
                if (kind != arrival.GetType())
                    newest = Open(kind = arrival.GetType());
                newest!.Write(++seq, number, arrival);
            }

        EachLineSaysOneThing &= lines.Count == seq - first;
        return lines.Count;
    }

    StagedRows Open(Type arrival)
    {
        if (_open.TryGetValue(arrival, out var open))
            return open;
        var table = Tables.All.FirstOrDefault(t => t.Arrival == arrival)
            ?? throw new NotSupportedException($"No table takes in a {arrival.Name}; add it to Tables.");
        return _open[arrival] = table.Open(work.Engine.MakeIntake(work.Session, "stage_" + table.Name, table.StageColumns()), _mentions, _care);
    }

    /// <summary>Counts different lines, whatever their order: one bit a line.</summary>
    sealed class LineCount
    {
        ulong[] _seen = new ulong[1024];

        public long Count { get; private set; }

        public void See(long line)
        {
            var word = line >> 6;
            if (word >= _seen.Length)
                Array.Resize(ref _seen, (int)Math.Max(word + 1, _seen.Length * 2L));
            var bit = 1UL << (int)(line & 63);
            if ((_seen[word] & bit) != 0)
                return;
            _seen[word] |= bit;
            Count++;
        }
    }
}
