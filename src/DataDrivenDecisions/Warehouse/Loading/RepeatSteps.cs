namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>The steps from one part of a key to the next, numbered from 1 in the order in which they are first taken.</summary>
sealed class RepeatSteps
{
    Step[] _steps = new Step[64];

    // By where they begin: most things go on in one way only (a student at one school), which needs no looking up.
    int[] _usual = new int[64];

    // The others by both ends, in a table that is at least twice as long as they are many.
    int[] _others = new int[128];
    int _newest;
    int _count, _counted;
    int _otherCount;

    /// <summary>Where a part leads from a thing; a new number where nobody went before.</summary>
    /// <param name="from">The thing; 0 before the first.</param>
    /// <param name="part">The part.</param>
    /// <param name="taken">Counts the steps that nobody went before.</param>
    public int Take(int from, int part, ref int taken)
    {
        if (from >= _usual.Length)
            Array.Resize(ref _usual, Math.Max(from + 1, _usual.Length * 2));
        var step = _usual[from];
        if (step == 0)
            _usual[from] = step = Add(from, part);
        else if (_steps[step].Part != part)
            step = TakeOther(from, part);
        if (_count > _counted)
            taken += _count - _counted;
        _counted = _count;
        return _newest = step;
    }

    // Rows come in the same order time after time (a student's sections, term after term), so the step that came next the last time is tried first.
    int TakeOther(int from, int part)
    {
        var next = _steps[_newest].Next;
        if (next != 0 && _steps[next].From == from && _steps[next].Part == part)
            return next;
        var place = PlaceOf(from, part);
        if (_others[place] == 0)
        {
            _others[place] = Add(from, part);
            if (++_otherCount * 2 > _others.Length)
                Grow();
            next = _count;
        }
        else
            next = _others[place];
        return _steps[_newest].Next = next;
    }

    int Add(int from, int part)
    {
        if (++_count == _steps.Length)
            Array.Resize(ref _steps, _count * 2);
        _steps[_count] = new Step { From = from, Part = part };
        return _count;
    }

    // Where the step stands, or the empty place for it. Steps from one thing to parts that are numbered one after the other stand side by side, as they are taken.
    int PlaceOf(int from, int part)
    {
        var place = ((int)(((uint)from * 0x9E3779B97F4A7C15) >> 40) + part) & (_others.Length - 1);
        while (_others[place] is > 0 and var step && (_steps[step].From != from || _steps[step].Part != part))
            place = (place + 1) & (_others.Length - 1);
        return place;
    }

    void Grow()
    {
        var before = _others;
        _others = new int[before.Length * 2];
        foreach (var step in before)
            if (step > 0)
                _others[PlaceOf(_steps[step].From, _steps[step].Part)] = step;
    }

    struct Step
    {
        public int From, Part;

        // Which step was taken next the last time.
        public int Next;
    }
}
