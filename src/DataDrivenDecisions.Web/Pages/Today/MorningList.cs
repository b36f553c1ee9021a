using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Web.Hosting;
using DataDrivenDecisions.Web.Pages.Shared;

namespace DataDrivenDecisions.Web.Pages.Today;

/// <summary>One student on the morning's list: the one change, and why she is here.</summary>
public sealed record NeedsSomeone
{
    public required SeenStudent Student { get; init; }
    public required string Change { get; init; }
    public required string Why { get; init; }
    public required bool IsNew { get; init; }

    /// <summary>"Attendance", "Behavior", "Courses", "Estimate".</summary>
    public required string Kind { get; init; }
}

/// <summary>
/// Who newly needs someone: the students for whom an ABC flag stands today that did not stand at the analysis before, or whose
/// estimate crossed one half since. At most eight are shown, so that a morning has room for them.
/// </summary>
public sealed record MorningList
{
    /// <summary>A list longer than this is not read.</summary>
    public const int Most = 8;

    /// <summary>An estimate counts as new when it crosses this.</summary>
    const double Half = 0.5;

    static readonly (string Slug, string Kind)[] Flags = [("abc-attendance", "Attendance"), ("abc-behavior", "Behavior"), ("abc-course", "Courses")];

    public required IReadOnlyList<NeedsSomeone> New { get; init; }
    public required IReadOnlyList<NeedsSomeone> Followed { get; init; }

    /// <summary>All who newly need someone, also those beyond the eight.</summary>
    public required int NewCount { get; init; }

    /// <summary>All for whom a flag stands today.</summary>
    public required int FlaggedCount { get; init; }

    public static MorningList Empty { get; } = new() { New = [], Followed = [], NewCount = 0, FlaggedCount = 0 };

    public static MorningList Of(
        IReadOnlyList<SeenStudent> students, IReadOnlyList<VerdictOnDay> now, IReadOnlyList<VerdictOnDay> before,
        IReadOnlyList<RiskOnDay> riskNow, IReadOnlyList<RiskOnDay> riskBefore)
    {
        var flagsNow = FlagsByStudent(now);
        var flagsBefore = FlagsByStudent(before);
        var estimate = riskNow.GroupBy(r => r.StudentKey).ToDictionary(g => g.Key, g => g.First());
        var earlier = riskBefore.GroupBy(r => r.StudentKey).ToDictionary(g => g.Key, g => g.First());
        var lastDay = before.Count > 0 ? before[0].AsOf : (DateOnly?)null;
        var fresh = new List<(NeedsSomeone Row, int Flags, double Chance)>();
        var known = new List<(NeedsSomeone Row, int Flags, double Chance)>();
        foreach (var student in students.Where(s => s.IsEnrolled == 1))
        {
            var mine = flagsNow.GetValueOrDefault(student.StudentKey) ?? [];
            var old = flagsBefore.GetValueOrDefault(student.StudentKey) ?? [];
            var chance = estimate.GetValueOrDefault(student.StudentKey);
            var chanceBefore = earlier.GetValueOrDefault(student.StudentKey)?.Value ?? 0;
            var added = mine.Where(f => old.All(o => o.Indicator != f.Indicator)).ToList();
            if (added.Count > 0)
                fresh.Add((Flag(student, added, old, before, lastDay, isNew: true), added.Count, chance?.Value ?? 0));
            else if (chance is { Value: >= Half } && chanceBefore < Half && earlier.Count > 0)
                fresh.Add((Estimate(student, chance, lastDay), 0, chance.Value));
            else if (mine.Any(f => old.Any(o => o.Indicator == f.Indicator && o.Part != f.Part)))
                known.Add((Flag(student, [.. mine.Where(f => old.Any(o => o.Indicator == f.Indicator && o.Part != f.Part))], old, before, lastDay, isNew: false), mine.Count, chance?.Value ?? 0));
        }
        var shown = Ranked(fresh).Take(Most).ToList();
        return new MorningList
        {
            New = shown,
            Followed = [.. Ranked(known).Take(Math.Min(4, Most - shown.Count))],
            NewCount = fresh.Count,
            FlaggedCount = students.Count(s => s.IsEnrolled == 1 && flagsNow.ContainsKey(s.StudentKey)),
        };
    }

    static IEnumerable<NeedsSomeone> Ranked(IEnumerable<(NeedsSomeone Row, int Flags, double Chance)> rows) =>
        rows.OrderByDescending(r => r.Flags).ThenByDescending(r => r.Chance).ThenBy(r => r.Row.Student.SortName, StringComparer.Ordinal).Select(r => r.Row);

    static Dictionary<int, List<VerdictOnDay>> FlagsByStudent(IReadOnlyList<VerdictOnDay> verdicts) => verdicts
        .Where(v => v.IsConcern && Flags.Any(f => f.Slug == v.Indicator))
        .GroupBy(v => v.StudentKey)
        .ToDictionary(g => g.Key, g => g.OrderBy(v => Array.FindIndex(Flags, f => f.Slug == v.Indicator)).ToList());

    static NeedsSomeone Flag(
        SeenStudent student, IReadOnlyList<VerdictOnDay> flags, IReadOnlyList<VerdictOnDay> old, IReadOnlyList<VerdictOnDay> before, DateOnly? lastDay, bool isNew)
    {
        var first = flags[0];
        var then = old.FirstOrDefault(o => o.Indicator == first.Indicator)
            ?? before.FirstOrDefault(b => b.StudentKey == student.StudentKey && b.Indicator == first.Indicator && b.IsJudged);
        var others = flags.Skip(1).Select(f => Words.Capital(f.Reason ?? KindOf(f)).TrimEnd('.') + ".");
        var earlier = then?.Reason is { Length: > 0 } reason && lastDay is { } day ? $"On {Words.Day(day)}: {reason.TrimEnd('.')}." : isNew ? "No flag stood here before." : "";
        return new NeedsSomeone
        {
            Student = student, IsNew = isNew, Kind = KindOf(first),
            Change = Words.Capital(first.Reason ?? KindOf(first) + " flag").TrimEnd('.'),
            Why = string.Join(" ", others.Append(earlier).Where(t => t.Length > 0)),
        };
    }

    static NeedsSomeone Estimate(SeenStudent student, RiskOnDay risk, DateOnly? lastDay) => new()
    {
        Student = student, IsNew = true, Kind = "Estimate",
        Change = $"The estimate rose to {risk.Chance}",
        Why = string.Join(" ", RiskReason.Read(risk.Reasons).Where(r => r.Contribution > 0).Take(2).Select(r => Words.Capital(r.Text).TrimEnd('.') + "."))
            + (lastDay is { } day ? $" It was under one half on {Words.Day(day)}." : ""),
    };

    static string KindOf(VerdictOnDay verdict) => Flags.First(f => f.Slug == verdict.Indicator).Kind;
}
