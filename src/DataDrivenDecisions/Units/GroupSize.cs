using System.Globalization;

namespace DataDrivenDecisions.Units;

/// <summary>How many students a figure stands for. It counts students, never student-days.</summary>
public readonly record struct GroupSize : IComparable<GroupSize>
{
    /// <summary>The reporting minimum: 10 students, the mode of 39 states (NCES 2011-603).</summary>
    public const int ReportingMinimum = 10;

    public GroupSize(long students)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(students);
        Students = students;
    }

    public long Students { get; }

    /// <summary>Too few to be shown to anyone who may not see each student in the group.</summary>
    public bool IsSmall => Students < ReportingMinimum;

    public int CompareTo(GroupSize other) => Students.CompareTo(other.Students);
    public static bool operator <(GroupSize a, GroupSize b) => a.Students < b.Students;
    public static bool operator >(GroupSize a, GroupSize b) => a.Students > b.Students;
    public static bool operator <=(GroupSize a, GroupSize b) => a.Students <= b.Students;
    public static bool operator >=(GroupSize a, GroupSize b) => a.Students >= b.Students;

    public override string ToString() => Students.ToString("N0", CultureInfo.InvariantCulture);
}
