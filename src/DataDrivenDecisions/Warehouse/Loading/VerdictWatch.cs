using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Watches the verdicts of a night go by in the order of students, and knows for certain when no two of them are of one student, school year, indicator and preset. Out of that order it gives up.
/// </summary>
sealed class VerdictWatch
{
    readonly HashSet<(SchoolYear Year, string Indicator, string Preset)> _said = [];
    int _student = int.MinValue;

    /// <summary>False where two were the same, or where that could not be told.</summary>
    public bool AreSurelyDifferent { get; private set; } = true;

    public void See(IndicatorRow verdict)
    {
        if (!AreSurelyDifferent)
            return;
        if (verdict.StudentKey > _student)
        {
            _student = verdict.StudentKey;
            _said.Clear();
        }

        AreSurelyDifferent = verdict.StudentKey == _student && _said.Add((verdict.Year, verdict.Indicator, verdict.Preset));
    }
}
