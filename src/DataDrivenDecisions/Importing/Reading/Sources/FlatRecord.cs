namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>
/// A nested record of XML or JSON laid flat: one column per path ("Name.FirstName"), so that both are read like a row of a table. A path that occurs
/// several times holds its values as a list.
/// </summary>
/// <remarks>
/// What stands inside a reference keeps only the reference's name and its own ("StudentReference.StudentUniqueId"), since XML nests keys in identities
/// and APIs do not. Values of one item in a list of groups stand at the same place of each of its paths' lists; a group that lacks one leaves it blank.
/// </remarks>
internal sealed class FlatRecord
{
    /// <summary>Stands between the values of a list; it occurs in no text (it is the unit separator of ASCII).</summary>
    public const char Between = '\u001f';

    const int Deepest = 64;
    readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    readonly Dictionary<(string Path, string Name), string> _paths = [];
    readonly List<string> _columns = [];
    readonly List<List<string>> _values = [];
    readonly Dictionary<string, int> _groups = new(StringComparer.Ordinal);
    readonly Stack<Group> _open = new();
    readonly string _file;
    readonly ImportLimits _limits;

    /// <summary>A record of a file.</summary>
    /// <param name="file">Its name, for refusals.</param>
    /// <param name="limits">How many paths it may have.</param>
    /// <param name="columns">Paths whose places are known from an earlier look; others follow them.</param>
    public FlatRecord(string file, ImportLimits limits, IReadOnlyList<string>? columns = null)
    {
        (_file, _limits) = (file, limits);
        foreach (var column in columns ?? [])
            Add(column);
    }

    /// <summary>The paths met so far, in the order in which they came.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>Begins another record.</summary>
    public void Begin()
    {
        foreach (var values in _values)
            values.Clear();
        _groups.Clear();
        _open.Clear();
        _open.Push(new Group("", 0, IsReference: false));
    }

    /// <summary>Goes into a group of values.</summary>
    public void Enter(string name)
    {
        if (_open.Count > Deepest)
            throw new ImportRejected(_file, $"Its records are nested more than {Deepest} levels deep.", "Check that it is an export of a known format.");
        var outer = _open.Peek();
        if (outer.IsReference)
        {
            _open.Push(outer);
            return;
        }
        var path = PathOf(outer.Path, name);
        var index = _groups.GetValueOrDefault(path);
        _groups[path] = index + 1;
        _open.Push(new Group(path, index, name.EndsWith("Reference", StringComparison.Ordinal)));
    }

    /// <summary>Comes out of a group.</summary>
    public void Leave() => _open.Pop();

    /// <summary>One value of the group that is open.</summary>
    public void Leaf(string name, string value)
    {
        var group = _open.Peek();
        var path = PathOf(group.Path, name);
        if (!_places.TryGetValue(path, out var place))
            place = Add(path);
        var values = _values[place];
        // A reference names the same key on every level: the outermost one is meant.
        if (group.IsReference && values.Count > group.Index)
            return;
        while (values.Count < group.Index)
            values.Add("");
        values.Add(value);
    }

    /// <summary>The value or list of a column.</summary>
    public string Value(int place) => place >= _values.Count ? "" : _values[place] switch
    {
        [] => "",
        [var only] => only,
        var several => string.Join(Between, several),
    };

    string PathOf(string path, string name)
    {
        if (path.Length == 0)
            return name;
        if (!_paths.TryGetValue((path, name), out var whole))
            _paths[(path, name)] = whole = $"{path}.{name}";
        return whole;
    }

    int Add(string path)
    {
        if (_columns.Count >= _limits.Columns)
            throw LimitSetting.Columns.Refuse(_limits, _file, $"Its records have more than {_limits.Columns} different fields.", "Check that it is an export of a known format.");
        _columns.Add(path);
        _values.Add([]);
        return _places[path] = _columns.Count - 1;
    }

    readonly record struct Group(string Path, int Index, bool IsReference);
}
