using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>Judges every student of a school year by every indicator, from what was known on one day.</summary>
public static class IndicatorRun
{
    /// <summary>One row per student and indicator, in the order of students and of <see cref="Indicator.All"/>.</summary>
    /// <param name="ask">Who answers the questions of the data.</param>
    /// <param name="year">The school year that is judged.</param>
    /// <param name="asOf">Rows that happened or became known after this day are not looked at.</param>
    /// <param name="indicators">The indicators by the district's presets; null for the usual ones.</param>
    /// <param name="stop">Stops between questions.</param>
    public static IReadOnlyList<JudgedRow> Judge(IAsk ask, SchoolYear year, DateOnly asOf, IReadOnlyList<Indicator>? indicators = null,
        CancellationToken stop = default) => Judge(StudentYear.Gather(ask, year, asOf, stop: stop), year, indicators);

    /// <summary>The same, for years that have been gathered already.</summary>
    public static IReadOnlyList<JudgedRow> Judge(IReadOnlyList<StudentYear> students, SchoolYear year, IReadOnlyList<Indicator>? indicators = null) =>
        [.. from student in students
            from indicator in indicators ?? Indicator.All
            where indicator.IsAskedOf(student)
            select new JudgedRow
            {
                StudentKey = student.StudentKey,
                SchoolKey = student.Placement.SchoolKey,
                Year = year,
                Indicator = indicator.Name,
                Preset = indicator.Preset,
                DefinitionVersion = indicator.DefinitionVersion,
                Finding = indicator.Find(student),
            }];
}
