namespace DataDrivenDecisions.Predicting;

/// <summary>What is kept of a student to say where she stands among all others: her school and grade, two figures, and how they rank.</summary>
sealed class MatrixPlace
{
    public int? SchoolKey { get; }
    public string? Grade { get; }
    public double AbsenceShare { get; }
    public double GradePoints { get; }

    public MatrixPlace(MatrixStudent student) => (SchoolKey, Grade, AbsenceShare, GradePoints) =
        (student.SchoolKey, student.Grade is { } grade ? string.Intern(grade) : null, student.AbsenceShare, student.GradePoints);

    /// <summary>Where her share of days absent and her grade point average stand (see <see cref="MatrixRank"/>).</summary>
    public double AbsenceAtSchool { get; set; } = double.NaN;
    public double AbsenceInGrade { get; set; } = double.NaN;
    public double PointsAtSchool { get; set; } = double.NaN;
    public double PointsInGrade { get; set; } = double.NaN;
}
