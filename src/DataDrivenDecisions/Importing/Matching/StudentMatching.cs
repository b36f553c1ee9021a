using System.Globalization;

namespace DataDrivenDecisions.Importing.Matching;

/// <summary>One way in which a file's ids may mean the roster's students, and how far it carries.</summary>
/// <param name="Column">The column of the file.</param>
/// <param name="Kind">The kind of id on the roster.</param>
/// <param name="Ids">Different ids in the column.</param>
/// <param name="Matched">How many of them the roster knows by that kind.</param>
public sealed record IdPair(string Column, string Kind, int Ids, int Matched)
{
    /// <summary>"412 of 420 ids (98.1%)".</summary>
    internal string Carries => Ids == 0 ? "no id" : string.Create(CultureInfo.InvariantCulture, $"{Matched:N0} of {Ids:N0} ids ({100.0 * Matched / Ids:0.0}%)");
}

/// <summary>
/// Which column of a result file names the student, and by which kind of id: every id column is tried against every kind on the roster, and the best wins.
/// </summary>
internal sealed class StudentMatching
{
    // Short numbers meet by chance. A column that was not meant for it, or ids that have lost their zeros, must carry at least half of the file.
    const double LeastTrusted = 0.5;

    readonly IdKind? _kind;
    readonly RosterIds _roster;
    readonly Func<string, string, string?> _confirmed;

    readonly IReadOnlyDictionary<string, NamesBeside.Comparison> _contradicted;
    readonly NamesBeside.Comparison _beside;

    StudentMatching(IReadOnlyList<Tried> tried, Tried? best, RosterIds roster, Func<string, string, string?> confirmed)
    {
        (Pairs, Column, _kind, _roster, _confirmed) = ([.. tried.Select(t => t.Pair)], best?.Pair.Column, best?.Kind, roster, confirmed);
        _beside = best?.Beside ?? default;
        IsPreferred = best is { Place: 0, Kind.IsStripped: false };
        _contradicted = tried.Where(t => t.IsTrusted && t.Beside.Contradicts && t.Pair.Column != Column)
            .GroupBy(t => t.Pair.Column, StringComparer.Ordinal).ToDictionary(c => c.Key, c => c.MaxBy(t => t.Pair.Matched)!.Beside, StringComparer.Ordinal);
    }

    /// <summary>Every pair that was tried, in the order of the columns and kinds.</summary>
    public IReadOnlyList<IdPair> Pairs { get; }

    /// <summary>The column that won, or null when none carries the file.</summary>
    public string? Column { get; }

    /// <summary>The format's first column won, with ids as the roster writes them.</summary>
    public bool IsPreferred { get; }

    /// <summary>Tries the columns of one file.</summary>
    /// <param name="columns">Each id column with its different ids, the format's preferred one first.</param>
    /// <param name="roster">The ids that the roster knows.</param>
    /// <param name="confirmed">The roster's student whom a person has confirmed for a column and an id; null for none.</param>
    /// <param name="beside">The names that stand beside the ids; where several pairs carry the file alike they decide, and a pair that most of them contradict is not believed.</param>
    public static StudentMatching Of(
        IReadOnlyList<(string Column, IReadOnlyCollection<string> Ids)> columns, RosterIds roster, Func<string, string, string?>? confirmed = null, NamesBeside? beside = null)
    {
        List<Tried> tried =
        [
            .. from column in columns.Select((c, i) => (c.Column, c.Ids, Place: i))
               from kind in roster.Kinds
               let pair = new IdPair(column.Column, kind.Name, column.Ids.Count, column.Ids.Count(id => kind.Student(id) is not null))
               select new Tried(pair, kind, column.Place, (beside ?? NamesBeside.Nothing).Compare(column.Column, kind)),
        ];
        var best = tried.Where(t => t.IsTrusted && !t.Beside.Contradicts)
            .OrderByDescending(t => (double)t.Pair.Matched / t.Pair.Ids).ThenByDescending(t => t.Pair.Matched).ThenByDescending(t => t.Beside.Share).ThenBy(t => t.Kind.IsStripped).ThenBy(t => t.Place)
            .FirstOrDefault();
        return new StudentMatching(tried, best, roster, confirmed ?? ((_, _) => null));
    }

    /// <summary>True where an id of a column means a student of the roster, and most names beside the column's ids are those of others.</summary>
    public bool IsContradicted(string column, string id) => _contradicted.ContainsKey(column) && _roster.Knows(id);

    /// <summary>The roster's own id for an id of a column, or the id as it is where nothing better is known.</summary>
    /// <param name="column">The column, as the format writes it.</param>
    /// <param name="id">The id.</param>
    /// <param name="isByHand">True when nothing but a person's word says so. What the roster itself knows comes first.</param>
    public string Meant(string column, string id, out bool isByHand)
    {
        isByHand = false;
        if (column == Column && _kind?.Student(id) is { } known)
            return known;
        if (_confirmed(column, id) is not { } confirmed || _roster.Knows(id))
            return id;
        isByHand = true;
        return confirmed;
    }

    /// <summary>What people should know: which column was taken, how far it carries, and what else was tried.</summary>
    public IEnumerable<string> Sentences()
    {
        if (Pairs.Count == 0)
            yield break;
        foreach (var (column, beside) in _contradicted)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"The ids of {column} are known to the roster, but the names beside them are those of other students: of {beside.Compared:N0} that could be compared, {beside.Alike:N0} are alike. They were not believed.");
        var won = Pairs.FirstOrDefault(p => p.Column == Column && p.Kind == _kind?.Name);
        var others = Pairs.Where(p => p != won && (p.Matched > 0 || won is null)).Select(p => $"{p.Column} as {p.Kind} {p.Carries}").ToList();
        var besides = others.Count == 0 ? "" : $" Tried besides: {string.Join("; ", others)}.";
        yield return won is null
            ? $"No column of the file names students that the roster knows.{besides}"
            : $"Students were told by {won.Column} as {won.Kind}: {won.Carries}.{besides}";
        if (_beside.Differs)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"Most names beside these ids are not those of the roster's students: of {_beside.Compared:N0} that could be compared, {_beside.Alike:N0} are alike. Look whether the ids mean them, and undo the import where they do not.");
    }

    /// <summary>One pair, and what the names beside the ids say of it.</summary>
    sealed record Tried(IdPair Pair, IdKind Kind, int Place, NamesBeside.Comparison Beside)
    {
        public bool IsTrusted => Pair.Matched > 0 && ((Place == 0 && !Kind.IsStripped) || Pair.Matched >= LeastTrusted * Pair.Ids);
    }
}
