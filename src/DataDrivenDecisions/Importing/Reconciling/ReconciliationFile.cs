using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Reconciling;

/// <summary>The students of a comparison as a CSV file: ids and causes, no names.</summary>
public static class ReconciliationFile
{
    /// <summary>Writes a header and one record per student.</summary>
    /// <param name="text">Where to write.</param>
    /// <param name="result">The comparison.</param>
    /// <param name="sight">What it was made on, for the schools' names.</param>
    /// <param name="withImports">Whether the reader may see which import rejected a row.</param>
    public static void Write(TextWriter text, Reconciliation result, RosterSight sight, bool withImports)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(sight);
        var schools = sight.Schools.ToDictionary(s => s.SchoolKey);
        CsvText.Record(text, ["side", "cause", "student_id", "school_id", "school", "grade", "what_is_so", "what_to_do", "import", "file", "line"]);
        foreach (var s in result.Students)
        {
            var school = schools.GetValueOrDefault(s.Place.SchoolKey);
            var at = withImports ? s.At : null;
            CsvText.Record(text, [SideName(s.Side), s.Cause.Name, s.StudentId, school?.SchoolId, school?.Name, GradeLevel.TryParse(s.Place.Grade, out var grade) ? grade.Code : null,
                s.Detail, s.Cause.Advice, at?.Import, at?.File, at?.Line]);
        }
    }

    /// <summary>"only-theirs", "only-ours", "elsewhere": a side's short stable name.</summary>
    public static string SideName(Side side) => side switch { Side.OnlyTheirs => "only-theirs", Side.OnlyOurs => "only-ours", _ => "elsewhere" };
}
