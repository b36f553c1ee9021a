namespace DataDrivenDecisions.SampleDistrict;

/// <summary>The separate streams of chance, so that a change to one part of the district leaves the others as they were.</summary>
internal enum Stream
{
    Population = 1, Latent, Engagement, Names, Family, Timetable, Teacher, Incident, Attendance,
    Disruption, Submission, Course, Mark, Posting, Score, Program, Survey, Demographics, Dirt, Gradebook,
}

/// <summary>
/// A small seeded stream of chance (SplitMix64), the same on every machine and in every release of .NET.
/// It uses additions, multiplications and square roots only, because the results of Math.Exp or Math.Log differ between systems in the last digit.
/// </summary>
internal sealed class Rng
{
    const ulong Golden = 0x9E3779B97F4A7C15;
    ulong _state;

    Rng(ulong state) => _state = state;

    /// <summary>The stream for one purpose and, where it matters, one student and one year.</summary>
    public static Rng For(ulong seed, Stream stream, int first = 0, int second = 0)
    {
        var state = Mix(seed + Golden);
        state = Mix(state ^ ((ulong)stream * Golden));
        state = Mix(state ^ ((ulong)(uint)first * 0xD1B54A32D192ED03));
        return new Rng(Mix(state ^ ((ulong)(uint)second * 0xABC98388FB8FAC03)));
    }

    static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    ulong Bits()
    {
        _state += Golden;
        return Mix(_state);
    }

    /// <summary>At least 0 and below 1.</summary>
    public double Next() => (Bits() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Next() < probability;

    public int Below(int limit) => (int)(Next() * limit);

    /// <summary>A whole number from low to high, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>The place of one weight, drawn in proportion to the weights.</summary>
    public int Weighted(params ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights)
            total += weight;
        var draw = Next() * total;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            draw -= weights[i];
            if (draw < 0)
                return i;
        }
        return weights.Length - 1;
    }

    /// <summary>Close to a standard normal: the sum of twelve even draws less six, which never goes beyond ±6.</summary>
    public double Normal()
    {
        var sum = -6.0;
        for (var i = 0; i < 6; i++)
        {
            var bits = Bits();
            sum += ((uint)bits + (uint)(bits >> 32) * 1.0) * (1.0 / (1UL << 32));
        }
        return sum;
    }

    public void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
