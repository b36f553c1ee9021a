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
    /// <param name="presets">Indicator name to preset name, where the district has chosen another than the default.</param>
    /// <param name="stop">Stops between questions.</param>
    public static IReadOnlyList<JudgedRow> Judge(IAsk ask, SchoolYear year, DateOnly asOf, IReadOnlyDictionary<string, string>? presets = null,
        CancellationToken stop = default) => Judge(StudentYear.Gather(ask, year, asOf, stop), year, presets);

    /// <summary>The same, for years that have been gathered already.</summary>
    public static IReadOnlyList<JudgedRow> Judge(IReadOnlyList<StudentYear> students, SchoolYear year, IReadOnlyDictionary<string, string>? presets = null)
    {
        Indicator[] indicators = [.. Indicator.All.Select(i => presets is not null && presets.TryGetValue(i.Name, out var name) ? i.By(name) : i)];
        return [.. from student in students
                   from indicator in indicators
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
}
