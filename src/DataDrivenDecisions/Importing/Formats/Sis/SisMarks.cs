using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats.Sis;

/// <summary>A student information system's stored marks. The term's name says what kind of mark it is.</summary>
/// <param name="layout">The product's columns.</param>
public sealed class SisMarks(SisLayout layout) : SisFormat(layout)
{
    public override Turn Turn => Turn.Events;

    public override string StudentColumn => Of("student");

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var (letter, percent) = (row.TextOrNull(Of("mark")), row.DecimalOrNull(Of("percent"), 0, MarkLimits.MostPercent));
        if (letter is null && percent is null)
            row.Reject(Of("mark"), "required-blank", "The row has neither a mark nor a percent.", "Fill one of the two, or leave the row out.");
        var posted = DateOrNull(row, "posted") is null ? (DateOnly?)null : row.PastDate(Of("posted"));
        var year = Year(row, posted);
        if (year is null)
            row.Reject(null, "year-missing", "The row does not say its school year.", "Export the year too, or name it with --school-year.");
        var term = row.Text(Of("term"));
        yield return new MarkArrival
        {
            Line = row.Line,
            StudentId = row.StudentId(Of("student")),
            SectionId = row.Id(Of("section")),
            SchoolId = School(row),
            Year = year ?? new SchoolYear(2000),
            Term = term,
            MarkType = TypeOf(row, row.TextOrNull(Of("taskName")) ?? term),
            Letter = letter,
            Percent = percent,
            CreditsAttempted = row.DecimalOrNull(Of("attempted"), 0, MarkLimits.MostCredits),
            CreditsEarned = row.DecimalOrNull(Of("earned"), 0, MarkLimits.MostCredits),
            PostedDate = posted,
        };
    }

    // Q1 to Q4, S1 and S2, Y1 or F1 in PowerSchool; elsewhere the words. A name that says nothing is taken for a grading period, which earns no credit by itself.
    static string TypeOf(Row row, string name)
    {
        var word = name.ToLowerInvariant();
        if (word.StartsWith("final", StringComparison.Ordinal) || word is ['y' or 'f', >= '0' and <= '9'] || word.Contains("year", StringComparison.Ordinal))
            return "final";
        if (word.Contains("sem", StringComparison.Ordinal) || word is ['s', >= '0' and <= '9'])
            return "semester";
        if (word is ['q' or 't' or 'h', >= '0' and <= '9'] or [>= '0' and <= '9'] || word.Contains("quarter", StringComparison.Ordinal) || word.Contains("trimester", StringComparison.Ordinal))
            return "quarter";
        row.Note($"had the term \"{name}\", which is not mapped; its mark counts as one of a grading period");
        return "quarter";
    }

    /// <summary>Every product's export of marks.</summary>
    public static IReadOnlyList<SisMarks> Files { get; } = [.. SisLayout.Of("marks").Select(l => new SisMarks(l))];
}
