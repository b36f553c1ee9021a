using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats.Sis;

/// <summary>What the exports of all student information systems share: columns are asked for by what they say, and each product's layout names them.</summary>
/// <param name="layout">The product's columns.</param>
public abstract class SisFormat(SisLayout layout) : Format
{
    readonly Dictionary<string, string> _columns = layout.Columns.ToDictionary(c => c.Says, c => c.Headers.Split('|')[0], StringComparer.Ordinal);

    /// <summary>The product's columns.</summary>
    protected SisLayout Layout { get; } = layout;

    public sealed override string Name => $"{Layout.Vendor} {Layout.Kind}";
    public sealed override string Family => Layout.Vendor;
    public sealed override string Sample => $"{Layout.Vendor.ToLowerInvariant().Replace(' ', '-')}/{Layout.Kind}.csv";
    public sealed override IReadOnlyList<string> Headers => [.. Layout.Columns.Take(Layout.Required).Select(c => c.Headers)];
    public sealed override IReadOnlyList<string> MoreHeaders => [.. Layout.Columns.Skip(Layout.Required).Select(c => c.Headers)];
    public sealed override string? SchoolColumn => _columns.GetValueOrDefault("school");

    /// <summary>The product's column that says something, or one that no file has where the product exports none.</summary>
    protected string Of(string says) => _columns.GetValueOrDefault(says, "");

    /// <summary>The row's school, or null where the export names none.</summary>
    protected string? School(Row row) => row.TextOrNull(Of("school")) is null ? null : row.SchoolId(Of("school"));

    /// <summary>A day, or null where the column is blank, missing, or holds what the product writes where it has no date.</summary>
    protected DateOnly? DateOrNull(Row row, string says)
    {
        var text = row.TextOrNull(Of(says));
        return text is null || text == Layout.NoDate ? null : row.DateOrNull(Of(says));
    }

    /// <summary>The row's stay in a school.</summary>
    protected SchoolEnrollmentArrival Enrollment(Row row, string student, string school, DateOnly entry)
    {
        var exit = DateOrNull(row, "exit");
        if (exit < entry)
            row.Reject(Of("exit"), "exit-before-entry", "The exit lies before the entry.", "Correct one of the two dates.");
        return new()
        {
            Line = row.Line,
            StudentId = student,
            SchoolId = school,
            Year = Year(row, entry)!.Value,
            Grade = Grade(row),
            EntryDate = entry,
            EntryReason = row.TextOrNull(Of("entryReason")),
            ExitDate = exit,
            ExitReason = row.TextOrNull(Of("exitReason")),
        };
    }

    /// <summary>The row's grade; null where it is blank, or where the product writes its grade for those who have graduated.</summary>
    protected GradeLevel? Grade(Row row) => row.TextOrNull(Of("grade")) is { } text && text == Layout.GradeOfGraduates ? null : row.GradeOrNull(Of("grade"));

    /// <summary>The row's school year: as it says it, by PowerSchool's term number (its hundreds count from 1990-91) or the number of its year, or by a date.</summary>
    protected SchoolYear? Year(Row row, DateOnly? day = null)
    {
        if (row.YearOrNull(Of("year")) is { } said)
            return said;
        if (row.WholeOrNull(Of("termId"), 100, 20_000) is { } term)
            return new SchoolYear(term / 100 + 1991);
        if (row.WholeOrNull(Of("yearId"), 1, 200) is { } number)
            return new SchoolYear(number + 1991);
        return day is { } known ? SchoolYear.Of(known) : row.Context.Year;
    }
}
