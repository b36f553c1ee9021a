using System.Globalization;
using System.Runtime.InteropServices;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Watches rows go by and knows for certain when no two of them have the same key: one bit for each day of each thing, or where a key has no day, for each of the few kinds of
/// row that a thing may have. It may see a repeat where there is none only when it has given up, never miss one; what it holds is bounded.
/// </summary>
sealed class RepeatWatch
{
    // A hundred megabytes or two at most; a year of a hundred thousand students needs a tenth of it.
    const int Most = 1 << 22;

    // Each sixty-four of them cost eight bytes a thing. Where there are more, they are ids rather than kinds, and come once each.
    const int MostKinds = 1 << 10;

    readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    readonly Dictionary<(int Before, string Text), int> _kinds = [];
    readonly List<Kind> _newestKinds = [];

    // A thing is told by the one before and the next part of its key, and numbered as it comes: what is named one after the other lies side by side.
    List<RepeatSteps> _steps = [];
    Dictionary<int, ulong[]> _pages = [];
    int _things;

    // The parts of the row's key so far, and by the first of them where the others led the last time: most students are of one school, with one key.
    int[] _parts = new int[4];
    Usual[] _usual = [];
    int _position;
    int _kind;
    int _kindPosition;
    int _newestPage = int.MinValue;
    ulong[] _newestBits = [];
    long _places;

    /// <summary>False once it has given up or seen a repeat: there is nothing more to find out.</summary>
    public bool IsWatching { get; private set; } = true;

    /// <summary>True while no two rows were the same.</summary>
    public bool SawNone => IsWatching;

    /// <summary>Begins another row.</summary>
    public void Begin() => (_position, _kind, _kindPosition) = (0, 0, 0);

    /// <summary>The next part of the row's key, by its number; 0 for none.</summary>
    public void Part(int number)
    {
        if (!IsWatching)
            return;
        if (number >= Most)
        {
            GiveUp();
            return;
        }

        if (_position == _parts.Length)
            Array.Resize(ref _parts, _position * 2);
        _parts[_position++] = number;
    }

    /// <summary>The next part of the row's key, by its text; null for none.</summary>
    public void Part(string? text)
    {
        var number = 0;
        if (text is not null && !_texts.TryGetValue(text, out number))
            _texts[text] = number = _texts.Count + 1;
        Part(number);
    }

    /// <summary>The next of the columns by which the rows of one thing differ where keys have no day, as the text came; of these there must be few.</summary>
    public void Differs(string? text)
    {
        if (!IsWatching)
            return;
        ref var newest = ref NewestKind();
        // One kind follows another of its kind in most rows, and then in the very same text.
        if (newest.To == 0 || newest.From != _kind || !ReferenceEquals(newest.Text, text))
            newest = new Kind(_kind, text, null, NumberOf(text is null ? "" : TextCare.Kept(text) ?? ""));
        _kind = newest.To;
    }

    /// <summary>The same by a number.</summary>
    public void Differs(long? number)
    {
        if (!IsWatching)
            return;
        ref var newest = ref NewestKind();
        if (newest.To == 0 || newest.From != _kind || newest.Number != number)
            newest = new Kind(_kind, null, number, NumberOf(number?.ToString(CultureInfo.InvariantCulture) ?? ""));
        _kind = newest.To;
    }

    /// <summary>The day of the row, with which its key is complete.</summary>
    public void Day(DateOnly? day)
    {
        if (!IsWatching)
            return;
        if (day is not { } known || _texts.Count >= Most)
            GiveUp();
        else
            See(known.DayNumber);
    }

    /// <summary>The key is complete, and has no day.</summary>
    public void End()
    {
        if (!IsWatching)
            return;
        if (_kinds.Count >= MostKinds)
            GiveUp();
        else
            See(_kind);
    }

    void See(int place)
    {
        if (place >> 6 != _newestPage)
            Turn(place >> 6);
        var thing = Thing();
        if (thing >= _newestBits.Length && !Widen(thing))
            return;
        ref var bits = ref _newestBits[thing];
        var bit = 1UL << (place & 63);
        if ((bits & bit) != 0)
            GiveUp();
        else
            bits |= bit;
    }

    // What the parts of the key lead to.
    int Thing()
    {
        if (_position is 0 or > Usual.Parts)
            return Walk();
        if (_parts[0] >= _usual.Length)
            Array.Resize(ref _usual, Math.Max(_parts[0] + 1, _usual.Length * 2));
        var key = new Usual(_position > 1 ? _parts[1] : 0, _position > 2 ? _parts[2] : 0, _position > 3 ? _parts[3] : 0, 0);
        ref var usual = ref _usual[_parts[0]];
        if (usual.Thing == 0 || usual with { Thing = 0 } != key)
            usual = key with { Thing = Walk() };
        return usual.Thing;
    }

    int Walk()
    {
        var thing = 0;
        for (var i = 0; i < _position; i++)
        {
            if (i == _steps.Count)
                _steps.Add(new RepeatSteps());
            // Every key begins at the same place, so that its first part alone tells where it leads.
            thing = i == 0 ? _steps[0].Take(_parts[0], 0, ref _things) : _steps[i].Take(thing, _parts[i], ref _things);
        }

        return thing;
    }

    ref Kind NewestKind()
    {
        if (_kindPosition == _newestKinds.Count)
            _newestKinds.Add(default);
        return ref CollectionsMarshal.AsSpan(_newestKinds)[_kindPosition++];
    }

    int NumberOf(string text)
    {
        if (!_kinds.TryGetValue((_kind, text), out var number))
            _kinds[(_kind, text)] = number = _kinds.Count + 1;
        return number;
    }

    // To other bits than those of the row before.
    void Turn(int page)
    {
        if (_newestPage != int.MinValue)
            _pages[_newestPage] = _newestBits;
        (_newestPage, _newestBits) = (page, _pages.GetValueOrDefault(page, []));
    }

    bool Widen(int thing)
    {
        var places = Math.Max(1024, (thing + 1) * 2);
        _places += places - _newestBits.Length;
        if (_things >= Most || _places > Most * 4L)
        {
            GiveUp();
            return false;
        }

        Array.Resize(ref _newestBits, places);
        return true;
    }

    void GiveUp()
    {
        IsWatching = false;
        (_steps, _pages, _newestBits, _usual) = ([], [], [], []);
        _texts.Clear();
        _kinds.Clear();
    }

    /// <summary>Where a column led from what the columns before it said, the last time.</summary>
    readonly record struct Kind(int From, string? Text, long? Number, int To);

    /// <summary>Where the parts of a key behind its first led, the last time.</summary>
    readonly record struct Usual(int Second, int Third, int Fourth, int Thing)
    {
        public const int Parts = 4;
    }
}
