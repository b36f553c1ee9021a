using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Importing.Reconciling;

/// <summary>An enrollment that an earlier load knew and a later one ended by no longer naming it.</summary>
public sealed record EndedSpell(RosterSpell Spell, long Load, string Delivery);

/// <summary>A row of a roster or enrollment file that was rejected, with the words that stand in it.</summary>
public sealed record RejectedRosterRow(ImportLine At, IReadOnlySet<string> Words);

/// <summary>What the district's own data say of one count day, within what the viewer may see.</summary>
public sealed record RosterSight
{
    /// <summary>So many of the newest loads are compared for what they ended.</summary>
    const int LoadsLookedAt = 12;

    /// <summary>So many of the newest imports are searched for rejected rows.</summary>
    const int ImportsLookedAt = 40;

    static readonly char[] Delimiters = [',', ';', '\t', '|'];

    public required DateOnly Day { get; init; }

    /// <summary>The schools whose counts are compared.</summary>
    public required IReadOnlyList<SeenSchool> Schools { get; init; }

    /// <summary>Every enrollment of the school year.</summary>
    public required IReadOnlyList<RosterSpell> Spells { get; init; }

    /// <summary>Everyone whom any file has named or mentioned.</summary>
    public required IReadOnlyList<SeenStudent> Students { get; init; }
    public IReadOnlyList<EndedSpell> Ended { get; init; } = [];
    public IReadOnlyList<RejectedRosterRow> Rejected { get; init; } = [];

    /// <summary>The school year of the day.</summary>
    public SchoolYear Year => SchoolYear.Of(Day);

    /// <summary>The enrollments that count on a day, one for each student and school.</summary>
    public IReadOnlyList<RosterSpell> Counted(DateOnly? on = null)
    {
        var schools = Schools.Select(s => s.SchoolKey).ToHashSet();
        return
        [
            .. Spells.Where(s => schools.Contains(s.SchoolKey) && s.CountsOn(on ?? Day))
                .GroupBy(s => (s.StudentKey, s.SchoolKey)).Select(g => g.MaxBy(s => s.EntryDate)!),
        ];
    }

    /// <summary>How many students count at each school and in each grade.</summary>
    public IReadOnlyDictionary<CountPlace, int> Counts(DateOnly? on = null) =>
        Counted(on).GroupBy(s => new CountPlace(s.SchoolKey, s.Grade ?? "")).ToDictionary(g => g.Key, g => g.Count());

    /// <summary>A viewer's sight of a day.</summary>
    /// <param name="warehouse">The district's data.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="day">The count day.</param>
    /// <param name="covers">Tells whether the viewer answers for a school.</param>
    /// <param name="imports">The district's history of imports, and its short name.</param>
    public static RosterSight Of(DataWarehouse warehouse, Viewer viewer, DateOnly day, Func<SeenSchool, bool> covers, (ImportHistory History, string District)? imports = null)
    {
        ArgumentNullException.ThrowIfNull(warehouse);
        var (now, year) = (warehouse.As(viewer), SchoolYear.Of(day));
        var spells = now.Ask(RosterSpell.In(year));
        return new RosterSight
        {
            Day = day,
            Schools = [.. now.Ask(SeenSchool.All).Where(covers).OrderBy(s => s.Name, StringComparer.Ordinal)],
            Spells = spells,
            Students = now.Ask(SeenStudent.All),
            Ended = EndedBefore(warehouse, viewer, day, spells),
            Rejected = imports is { } i ? RejectedRows(i.History, i.District, year) : [],
        };
    }

    /// <summary>Walks back load by load: who counted before a load and not after it, and has no enrollment there any more.</summary>
    static List<EndedSpell> EndedBefore(DataWarehouse warehouse, Viewer viewer, DateOnly day, IReadOnlyList<RosterSpell> now)
    {
        var there = now.Where(s => s.IsNamed == 1).Select(s => (s.StudentKey, s.SchoolKey)).ToHashSet();
        var loads = warehouse.As(viewer).Ask(DeliveryLoad.All).OrderByDescending(l => l.Load).Take(LoadsLookedAt).ToList();
        var ended = new Dictionary<(int, int), EndedSpell>();
        var year = SchoolYear.Of(day);
        foreach (var load in loads.Where(l => l.Load > 1))
            foreach (var spell in warehouse.As(viewer, load.Load - 1).Ask(RosterSpell.In(year)).Where(s => s.CountsOn(day)))
                if (!there.Contains((spell.StudentKey, spell.SchoolKey)))
                    ended.TryAdd((spell.StudentKey, spell.SchoolKey), new EndedSpell(spell, load.Load, load.Name ?? ""));
        return [.. ended.Values];
    }

    static List<RejectedRosterRow> RejectedRows(ImportHistory history, string district, SchoolYear year)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var rows = new List<RejectedRosterRow>();
        foreach (var delivery in history.List(district, ImportsLookedAt))
            foreach (var file in delivery.Files.Where(f => f.Rejected > 0 && NamesStudents(f.Format)))
                foreach (var reject in history.Rejects(file.Id))
                    if (reject.OriginalLine is { } line && seen.Add(line) && WordsOf(line) is var words && SpeaksOf(words, year))
                        rows.Add(new RejectedRosterRow(new ImportLine(delivery.Id, file.File, reject.Line, reject.Rule), words));
        return rows;
    }

    static bool NamesStudents(string? format) => format is not null && Format.Find(format)?.Turn is Turn.People or Turn.SchoolEnrollments or Turn.SectionEnrollments;

    internal static HashSet<string> WordsOf(string line) =>
        line.Split(Delimiters).Select(w => w.Trim().Trim('"').Trim()).Where(w => w.Length > 0).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>A row that names another school year only is no row of this year.</summary>
    static bool SpeaksOf(HashSet<string> words, SchoolYear year)
    {
        var years = words.Where(w => w.Length > 4 && SchoolYear.TryParse(w, out _)).Select(w => SchoolYear.TryParse(w, out var y) ? y : default).ToList();
        return years.Count == 0 || years.Contains(year);
    }
}
