using System.Globalization;
using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>Adds up what became of every line, and holds the conservation law: each line that came in has exactly one fate.</summary>
sealed class Accounts(LoadWork work, Staging staging, Settling settling, Merging merging, ILookup<int, EntityChanges>? changes)
{
    // Thousands of rows may name things of one kind that are not there.
    readonly Dictionary<string, string> _completeFiles = new(StringComparer.Ordinal);

    /// <summary>One result per file, in the delivery's order.</summary>
    /// <exception cref="InvalidOperationException">A line was lost or counted twice; the load is rolled back.</exception>
    public IReadOnlyList<FileResult> Files()
    {
        var fates = Fates();
        var rejects = Rejects();
        var placeholders = work.Session.Ask<OnlyMentioned>($"""
            SELECT file_number AS "File", entity AS "Entity", COUNT(DISTINCT entity_key) AS "Things" FROM {work.T("fresh_id")} WHERE id_kind = 2 GROUP BY file_number, entity ORDER BY file_number, entity
            """).ToLookup(p => p.File);
        return [.. work.Batch.Files.Select((file, i) => Of(file, i, fates, rejects, [.. placeholders[i + 1]]))];
    }

    FileResult Of(BatchFile file, int index, IReadOnlyList<Count> fates, ILookup<int, RowReject> rejects, IReadOnlyList<OnlyMentioned> placeholders)
    {
        long Lines(string fate) => fates.Where(f => f.File == index + 1 && Settling.Fates[f.Rank] == fate).Sum(f => f.Lines);
        var counted = fates.Where(f => f.File == index + 1).Sum(f => f.Lines);
        if (counted != staging.Lines[index])
            throw new InvalidOperationException($"The conservation law is broken for {file.Name}: {staging.Lines[index]} lines came in and {counted} are accounted for. Nothing was loaded.");
        var isFirstOfFormat = work.Batch.Files.Take(index).All(f => f.Format != file.Format);
        return new FileResult
        {
            Name = file.Name,
            Added = Lines("added"), Changed = Lines("changed"), Ended = Lines("ended"), Unchanged = Lines("unchanged"), Duplicate = Lines("duplicate"), Held = Lines("held"),
            EndedByAbsence = isFirstOfFormat ? merging.EndedByAbsence.GetValueOrDefault(file.Format) : 0,
            Placeholders = placeholders.Sum(p => p.Things),
            Rejects = [.. rejects[index + 1]],
            Holds = [.. settling.Holds.Where(h => h.Format == file.Format && isFirstOfFormat).Select(h => h.Hold)],
            Warnings = Warnings(placeholders, staging.TrimmedIds[index]),
            Changes = [.. changes?[index + 1] ?? []],
        };
    }

    IReadOnlyList<Count> Fates()
    {
        if (work.Staged.Count == 0)
            return [];
        var ranks = "CASE fate " + string.Concat(Settling.Fates.Select((f, i) => $"WHEN '{f}' THEN {i} ")) + "END";
        var all = string.Join(" UNION ALL ", work.Staged.Select(t => $"SELECT file_number, line, {ranks} AS fate_rank FROM {work.Fated(t)} r"));
        if (staging.EachLineSaysOneThing)
            return work.Session.Ask<Count>($"SELECT file_number AS \"File\", fate_rank AS \"Rank\", COUNT(*) AS \"Lines\" FROM ({all}) lines GROUP BY file_number, fate_rank");
        return work.Session.Ask<Count>($"""
            SELECT file_number AS "File", fate_rank AS "Rank", COUNT(*) AS "Lines"
            FROM (SELECT file_number, line, MIN(fate_rank) AS fate_rank FROM ({all}) rows_of_lines GROUP BY file_number, line) lines
            GROUP BY file_number, fate_rank
            """);
    }

    ILookup<int, RowReject> Rejects() => work.Session.Ask<Refused>($"""
        SELECT file_number AS "File", line AS "Line", MIN(rule_name) AS "Rule", MIN(entity) AS "Entity" FROM {work.T("reject_row")} GROUP BY file_number, line ORDER BY file_number, line
        """).ToLookup(r => r.File, r => r.Rule switch
        {
            "student-not-on-roster" => new RowReject { Line = r.Line, Rule = r.Rule, Reason = "The student of this row is not on the roster.", Fix = "Check the student id, or load the roster that names this student, and send the row again." },
            "reference-contradicted" => Contradicted(r),
            _ => new RowReject { Line = r.Line, Rule = r.Rule, Reason = "Another row of the same delivery says something else about the same thing, and that one was taken.", Fix = "Keep the row that is right and send the delivery again." },
        });

    // The file is called as it came; where several are the whole of a kind together, the first stands for them.
    RowReject Contradicted(Refused row)
    {
        if (!_completeFiles.TryGetValue(row.Entity, out var file))
            _completeFiles[row.Entity] = file = work.CompleteFileOf(row.Entity);
        return new()
        {
            Line = row.Line,
            Rule = row.Rule,
            Names = row.Entity,
            Reason = $"The row names {EntityWords.WithArticle(row.Entity)} that this delivery does not bring, although {file} is the whole: it is not there, or its own row could not be loaded.",
            Fix = $"Look in {file} for the {EntityWords.One(row.Entity)}: add it, or see why its row was rejected, or correct the id in this row, and send the delivery again.",
        };
    }

    static IReadOnlyList<string> Warnings(IReadOnlyList<OnlyMentioned> placeholders, long trimmed)
    {
        var warnings = new List<string>();
        if (placeholders.Count > 0)
        {
            var isOne = placeholders.Sum(p => p.Things) == 1;
            var things = string.Join(" and ", placeholders.Select(p => EntityWords.Counted(p.Things, p.Entity)));
            warnings.Add(isOne
                ? $"{things} was only mentioned. It is kept as a placeholder and fills in when the roster comes."
                : $"{things} were only mentioned. They are kept as placeholders and fill in when the roster comes.");
        }
        if (trimmed > 0)
            warnings.Add(trimmed == 1 ? "1 id had spaces around it, which were taken off." : string.Create(CultureInfo.InvariantCulture, $"{trimmed} ids had spaces around them, which were taken off."));
        return warnings;
    }

    sealed record OnlyMentioned
    {
        public int File { get; init; }
        public string Entity { get; init; } = "";
        public long Things { get; init; }
    }

    sealed record Count
    {
        public int File { get; init; }
        public int Rank { get; init; }
        public long Lines { get; init; }
    }

    sealed record Refused
    {
        public int File { get; init; }
        public long Line { get; init; }
        public string Rule { get; init; } = "";
        public string Entity { get; init; } = "";
    }
}
