namespace DataDrivenDecisions.Importing.Matching;

/// <summary>
/// Finds the students of a roster who may be the ones that a file means. Only those are compared who share a family name (or a part of it, or one a letter
/// or two away), whose given name stands as the file's family name, or who were born on the same day: so thousands of rows meet a hundred thousand students quickly.
/// </summary>
internal sealed class CandidateSearch
{
    const int MostCandidates = 5;

    // Less than the same family name, or the same birth date with one likeness more, is no candidate.
    const int FewestPoints = 35;

    readonly IReadOnlyList<RosterPerson> _people;
    readonly RosterNames[] _names;
    readonly Dictionary<string, List<int>> _byFamily = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<int>> _byPart = new(StringComparer.Ordinal);
    readonly Dictionary<DateOnly, List<int>> _byBirth = [];
    readonly (string Name, uint Letters)[] _families;

    public CandidateSearch(IReadOnlyList<RosterPerson> people)
    {
        _people = people;
        _names = [.. people.Select(RosterNames.Of)];
        for (var i = 0; i < people.Count; i++)
        {
            if (!_names[i].Family.IsBlank)
                Add(_byFamily, _names[i].Family.Whole, i);
            foreach (var part in _names[i].Family.Parts)
                Add(_byPart, part, i);
            if (people[i].BirthDate is { } born)
                Add(_byBirth, born, i);
        }
        _families = [.. _byFamily.Keys.Select(f => (f, NameText.Occurring(f)))];
    }

    /// <summary>The likeliest students, at most five; none where the file says too little or nobody is like her.</summary>
    public IReadOnlyList<MatchCandidate> For(UnmatchedStudent told)
    {
        var (family, given) = (NameText.Of(told.FamilyName), NameText.Of(told.GivenName));
        return
        [
            .. Possible(told, family, given)
                .Select(i => (Person: _people[i], Like: Likeness.Of(told, family, given, _people[i], _names[i])))
                .Where(c => c.Like.Points >= FewestPoints)
                .OrderByDescending(c => c.Like.Points).ThenBy(c => c.Person.StudentId, StringComparer.Ordinal)
                .Take(MostCandidates)
                .Select(c => new MatchCandidate { Person = c.Person, Points = c.Like.Points, Reasons = c.Like.Reasons }),
        ];
    }

    HashSet<int> Possible(UnmatchedStudent told, NameText family, NameText given)
    {
        var possible = new HashSet<int>();
        if (!family.IsBlank)
        {
            foreach (var near in NearFamilies(family.Whole))
                Take(_byFamily, near);
            foreach (var part in family.Parts)
                Take(_byPart, part);
        }
        if (!given.IsBlank)
            Take(_byFamily, given.Whole);
        if (told.BirthDate is { } born)
        {
            Take(_byBirth, born);
            if (born.Day <= 12)
                Take(_byBirth, new DateOnly(born.Year, born.Day, born.Month));
        }
        return possible;

        void Take<TKey>(Dictionary<TKey, List<int>> index, TKey key)
            where TKey : notnull
        {
            if (index.TryGetValue(key, out var found))
                possible.UnionWith(found);
        }
    }

    IEnumerable<string> NearFamilies(string family)
    {
        var letters = NameText.Occurring(family);
        foreach (var (name, occurring) in _families)
            if (NameText.MayBeNear(letters, occurring) && (name == family || NameText.Apart(family, name) is not null))
                yield return name;
    }

    static void Add<TKey>(Dictionary<TKey, List<int>> index, TKey key, int person)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var people))
            index[key] = people = [];
        people.Add(person);
    }
}
