using System.Runtime.InteropServices;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Watches rows go by and knows for certain when no two of them name the same things and the same day: one bit for each day of each thing. It may see a repeat where there
/// is none only when it has given up, never miss one; what it holds is bounded.
/// </summary>
sealed class RepeatWatch
{
    // Some two hundred megabytes at most; a year of a hundred thousand students needs a tenth of it.
    const int Most = 1 << 22;
    const int Positions = 8;

    readonly Dictionary<string, long> _texts = new(StringComparer.Ordinal);
    Dictionary<(long Before, long Part), long> _things = [];
    Dictionary<(long Thing, int Weeks), ulong> _days = [];
    long _thing;
    long _newest = 1L << 40;
    int _position;

    /// <summary>False once it has given up or seen a repeat: there is nothing more to find out.</summary>
    public bool IsWatching { get; private set; } = true;

    /// <summary>True while no two rows were the same.</summary>
    public bool SawNone => IsWatching;

    /// <summary>Begins another row.</summary>
    public void Begin() => (_thing, _position) = (0, 0);

    /// <summary>The next part of the row's key, by its number; 0 for none.</summary>
    public void Part(long number)
    {
        if (_position++ == 0)
            _thing = number;
        else if (number != 0 && IsWatching)
            _thing = Next((_thing, (number * Positions) + Math.Min(_position, Positions - 1)));
    }

    /// <summary>The next part of the row's key, by its text; null for none.</summary>
    public void Part(string? text)
    {
        if (text is null)
        {
            _position++;
            return;
        }

        if (!_texts.TryGetValue(text, out var number))
            _texts[text] = number = _texts.Count + 1;
        Part(number);
    }

    /// <summary>The day of the row, with which its key is complete.</summary>
    public void Day(DateOnly? day)
    {
        if (day is not { } known || _position > Positions - 1 || _days.Count >= Most || _things.Count >= Most || _texts.Count >= Most)
        {
            GiveUp();
            return;
        }

        ref var days = ref CollectionsMarshal.GetValueRefOrAddDefault(_days, (_thing, known.DayNumber >> 6), out _);
        var bit = 1UL << (known.DayNumber & 63);
        if ((days & bit) != 0)
            GiveUp();
        else
            days |= bit;
    }

    long Next((long, long) parts)
    {
        ref var thing = ref CollectionsMarshal.GetValueRefOrAddDefault(_things, parts, out var isKnown);
        if (!isKnown)
            thing = _newest++;
        return thing;
    }

    void GiveUp()
    {
        IsWatching = false;
        (_things, _days) = ([], []);
        _texts.Clear();
    }
}
