using System.Runtime.InteropServices;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Watches rows go by and knows for certain when no two of them name the same things and the same day: one bit for each day of each thing. It may see a repeat where there
/// is none only when it has given up, never miss one; what it holds is bounded.
/// </summary>
sealed class RepeatWatch
{
    // A hundred megabytes or two at most; a year of a hundred thousand students needs a tenth of it.
    const int Most = 1 << 22;

    readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);

    // A thing is told by the one before and the next part of its key, and numbered as it comes: what is named one after the other lies side by side.
    // Most things go on in one way only (a student at one school), which needs no dictionary.
    List<Steps> _steps = [];
    Dictionary<int, ulong[]> _weeks = [];
    int _thing;
    int _newest;
    int _position;
    int _newestWeeks = int.MinValue;
    ulong[] _newestDays = [];
    long _places;

    /// <summary>False once it has given up or seen a repeat: there is nothing more to find out.</summary>
    public bool IsWatching { get; private set; } = true;

    /// <summary>True while no two rows were the same.</summary>
    public bool SawNone => IsWatching;

    /// <summary>Begins another row.</summary>
    public void Begin() => (_thing, _position) = (0, 0);

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

        if (_position == _steps.Count)
            _steps.Add(new Steps(isFirst: _position == 0));
        _thing = _steps[_position++].Take(_thing, number, ref _newest);
    }

    /// <summary>The next part of the row's key, by its text; null for none.</summary>
    public void Part(string? text)
    {
        var number = 0;
        if (text is not null && !_texts.TryGetValue(text, out number))
            _texts[text] = number = _texts.Count + 1;
        Part(number);
    }

    /// <summary>The day of the row, with which its key is complete.</summary>
    public void Day(DateOnly? day)
    {
        if (!IsWatching)
            return;
        if (day is not { } known || _newest >= Most || _texts.Count >= Most)
        {
            GiveUp();
            return;
        }

        if (known.DayNumber >> 6 != _newestWeeks)
            Turn(known.DayNumber >> 6);
        if (_thing >= _newestDays.Length && !Widen())
            return;
        ref var days = ref _newestDays[_thing];
        var bit = 1UL << (known.DayNumber & 63);
        if ((days & bit) != 0)
            GiveUp();
        else
            days |= bit;
    }

    // To other weeks than those of the row before.
    void Turn(int weeks)
    {
        if (_newestWeeks != int.MinValue)
            _weeks[_newestWeeks] = _newestDays;
        (_newestWeeks, _newestDays) = (weeks, _weeks.GetValueOrDefault(weeks, []));
    }

    bool Widen()
    {
        var places = Math.Max(1024, (_thing + 1) * 2);
        _places += places - _newestDays.Length;
        if (_places > Most * 4L)
        {
            GiveUp();
            return false;
        }

        Array.Resize(ref _newestDays, places);
        return true;
    }

    void GiveUp()
    {
        IsWatching = false;
        (_steps, _weeks, _newestDays) = ([], [], []);
        _texts.Clear();
    }

    /// <summary>The steps from one part of a key to the next.</summary>
    /// <param name="isFirst">Every key begins here, so that the part alone tells where it leads.</param>
    sealed class Steps(bool isFirst)
    {
        readonly Dictionary<long, int> _others = [];
        (int Part, int Thing)[] _usual = new (int, int)[64];

        /// <summary>Where a part leads from a thing; a new number where nobody went before.</summary>
        public int Take(int from, int part, ref int newest)
        {
            var place = isFirst ? part : from;
            if (place >= _usual.Length)
                Array.Resize(ref _usual, Math.Max(place + 1, _usual.Length * 2));
            ref var usual = ref _usual[place];
            if (usual.Thing == 0)
                usual = (part, ++newest);
            if (usual.Part == part)
                return usual.Thing;
            ref var other = ref CollectionsMarshal.GetValueRefOrAddDefault(_others, ((long)from << 32) | (uint)part, out var isKnown);
            if (!isKnown)
                other = ++newest;
            return other;
        }
    }
}
