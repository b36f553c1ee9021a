using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>A school's suspensions: the share of its students who were suspended, and the days lost for every hundred students.</summary>
public sealed class DisciplineRates : Definition
{
    const decimal Hundred = 100;

    public override string Name => "discipline-rates";
    public override string Title => "Discipline rates";
    public override string Question => "How many students does a school suspend, and how many days do they lose?";
    public override string Method =>
        "Different students with at least one out-of-school suspension, of all students who were enrolled at the school this year, however short; one student with three suspensions counts once. "
        + "Beside it the days lost for every hundred students, in which every suspension counts. A student who changed schools is in the number of both, each for what happened there. In-school suspension is not among them.";
    public override string Source => "Civil Rights Data Collection: students by out-of-school suspension (one, more than one) and days missed";
    public override IReadOnlyList<Preset> Presets => [];

    /// <summary>The share of students suspended.</summary>
    public static Rate Suspended(SchoolDiscipline school)
    {
        ArgumentNullException.ThrowIfNull(school);
        // A student may be named in an incident at a school of which no enrollment was sent.
        return Rate.Of(Math.Min(school.Suspended, school.Students.Students), school.Students.Students);
    }

    /// <summary>Days lost for every hundred students, or null without students.</summary>
    public static decimal? DaysPerHundred(SchoolDiscipline school)
    {
        ArgumentNullException.ThrowIfNull(school);
        return school.Students.Students > 0 ? Hundred * school.DaysLost / school.Students.Students : null;
    }

    /// <summary>Both in a sentence; it is a figure to compare over years, and no verdict on a school.</summary>
    public static Finding Find(SchoolDiscipline school) => DaysPerHundred(school) is { } days
        ? Finding.Fine($"{school.Suspended} of {school.Students} students suspended ({Suspended(school)}), {Count(days)} days lost for every hundred", school.Suspended, school.Students.Students)
        : Finding.NoData("no student has been enrolled");

    public override IReadOnlyList<WorkedExample> WorkedExamples =>
    [
        new("12 of 400 students, 30 days in all", Verdict.Fine, Find(School(400, 12, 30))),
        new("nobody suspended", Verdict.Fine, Find(School(400, 0, 0))),
        new("a school without students", Verdict.NoData, Find(School(0, 0, 0))),
    ];

    static SchoolDiscipline School(long students, long suspended, decimal days) =>
        new() { SchoolKey = 1, School = "A school", Students = new GroupSize(students), Suspended = suspended, DaysLost = days, Incidents = suspended };
}
