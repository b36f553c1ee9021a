using System.Globalization;
using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>Adds up what became of every line, and holds the conservation law: each line that came in has exactly one fate.</summary>
sealed class Accounts(LoadWork work, Staging staging, Settling settling, Merging merging, ILookup<int, EntityChanges>? changes)
{
    /// <summary>One result per file, in the delivery's order.</summary>
    /// <exception cref="InvalidOperationException">A line was lost or counted twice; the load is rolled back.</exception>
    public IReadOnlyList<FileResult> Files()
    {
        var fates = Fates();
        var rejects = Rejects();
        var placeholders = work.Session.Ask<Count>($"""
            SELECT file_number AS "File", COUNT(DISTINCT CONCAT(entity, ' ', entity_key)) AS "Lines" FROM {work.T("fresh_id")} WHERE id_kind = 2 GROUP BY file_number
            """);
        return [.. work.Batch.Files.Select((file, i) => Of(file, i, fates, rejects, placeholders.FirstOrDefault(p => p.File == i + 1)?.Lines ?? 0))];
    }

    FileResult Of(BatchFile file, int index, IReadOnlyList<Count> fates, ILookup<int, RowReject> rejects, long placeholders)
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
            Placeholders = placeholders,
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
            "reference-contradicted" => new RowReject { Line = r.Line, Rule = r.Rule, Reason = $"The row names a {r.Entity} that the {r.Entity} file of the same delivery does not have.", Fix = $"Add the {r.Entity} to its file, or correct the id in this row, and send the delivery again." },
            _ => new RowReject { Line = r.Line, Rule = r.Rule, Reason = "Another row of the same delivery says something else about the same thing, and that one was taken.", Fix = "Keep the row that is right and send the delivery again." },
        });

    static IReadOnlyList<string> Warnings(long placeholders, long trimmed)
    {
        var warnings = new List<string>();
        if (placeholders > 0)
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{placeholders} ids were only mentioned. They are kept as placeholders and fill in when the roster comes."));
        if (trimmed > 0)
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{trimmed} ids had spaces around them, which were taken off."));
        return warnings;
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
