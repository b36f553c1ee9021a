namespace DataDrivenDecisions.Predicting;

/// <summary>
/// Where a student's figure stands among others' for a <see cref="StudentMatrix"/>: the share of the others who have less, 0 to 1; students with the same have the same place.
/// Not known where hers is not, or where nobody else has one.
/// </summary>
static class MatrixRank
{
    /// <summary>Gives everyone her places within her grade of her school, and within her grade of the district.</summary>
    public static void Give(IReadOnlyList<MatrixPlace> students)
    {
        foreach (var grade in students.Where(s => s.Grade is not null).GroupBy(s => s.Grade!, StringComparer.Ordinal))
        {
            MatrixPlace[] all = [.. grade];
            Within(all, s => s.AbsenceShare, (s, place) => s.AbsenceInGrade = place);
            Within(all, s => s.GradePoints, (s, place) => s.PointsInGrade = place);
            foreach (var school in all.Where(s => s.SchoolKey is not null).GroupBy(s => s.SchoolKey!.Value))
            {
                MatrixPlace[] there = [.. school];
                Within(there, s => s.AbsenceShare, (s, place) => s.AbsenceAtSchool = place);
                Within(there, s => s.GradePoints, (s, place) => s.PointsAtSchool = place);
            }
        }
    }

    static void Within(MatrixPlace[] group, Func<MatrixPlace, double> value, Action<MatrixPlace, double> give)
    {
        MatrixPlace[] known = [.. group.Where(s => !double.IsNaN(value(s)))];
        if (known.Length < 2)
            return;
        double[] values = [.. known.Select(value)];
        Array.Sort(values, known);
        var below = 0;
        for (var i = 0; i < known.Length; i++)
        {
            if (values[i] > values[below])
                below = i;
            give(known[i], (double)below / (known.Length - 1));
        }
    }
}
