namespace DataDrivenDecisions.Warehouse;

/// <summary>Which of the students in sight are shown, so that no more of a large district is held in memory at a time than is worked on.</summary>
public sealed record StudentPart
{
    // What a stretch costs beside its students grows with the district (days and schools are looked through for each), so a larger one takes longer stretches, up to what a server's memory holds.
    const int FewestAtATime = 50_000, MostAtATime = 100_000, Stretches = 25;

    // Of a longer stretch only sums are held, a few hundred bytes of a student.
    const int StretchesOfLong = 5, MostOfLong = 250_000;

    // What a student's year, its verdicts and what was made on the way to them take: some ten thousand with thirty marks of the year, nearly twice as much with sixty.
    const long BytesOfStudent = 20_000;

    StudentPart(long? first, long? last, long? every) => (First, Last, Every) = (first, last, every);

    /// <summary>The first and the last key of the stretch; null for no end.</summary>
    public long? First { get; }
    public long? Last { get; }

    /// <summary>One of so many students is shown; null for each.</summary>
    public long? Every { get; }

    /// <summary>All of them.</summary>
    public static StudentPart All { get; } = new(null, null, null);

    /// <summary>The students of a stretch of the warehouse's keys, both ends included. Students whose rows came together have keys near each other, so that an engine reads little beside them.</summary>
    public static StudentPart Keys(long first, long last) => new(first, last, null);

    /// <summary>One of so many students, over all schools, the same ones every time: what is drawn says about everybody what they would say, within what drawing leaves uncertain.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than one.</exception>
    public static StudentPart OneOf(int many) => many == 1 ? All : new(null, null, many >= 1 ? many : throw new ArgumentOutOfRangeException(nameof(many), many, "One of so many students: at least 1."));

    /// <summary>Whether a student is of the part, by her key.</summary>
    public bool Holds(int studentKey) => studentKey >= (First ?? 0) && studentKey <= (Last ?? int.MaxValue) && (Every is not { } every || Mixed(studentKey) % every == 0);

    // The same as in viewer.student: keys follow the order of rosters, and every fourth of one that lists eight grades in turn would be two grades whole.
    static long Mixed(long key)
    {
        const long multiplier = 1597334677, prime = 2147483647;
        var once = key * multiplier % prime;
        return once * once % prime;
    }

    /// <summary>What a session is told of it.</summary>
    internal IEnumerable<(string Name, long? Value)> Settings => [("first_student", First), ("last_student", Last), ("every_student", Every)];

    /// <summary>How many students are summed up at a time, for the stretches that they are then looked at in.</summary>
    internal static int LongAtATime(long students, long? ownMegabytes, int cores) => Math.Clamp(StretchesOfLong * AtATime(students, ownMegabytes, cores), 1, MostOfLong);

    /// <summary>How many students are looked at in one stretch, while as many stretches are under way as there are cores.</summary>
    internal static int AtATime(long students, long? ownMegabytes, int cores)
    {
        var most = Math.Min(MostAtATime, ownMegabytes is { } own ? Math.Max(1, (own << 20) / (BytesOfStudent * cores)) : MostAtATime);
        return (int)Math.Clamp(students / Stretches, Math.Min(FewestAtATime, most), most);
    }
}
