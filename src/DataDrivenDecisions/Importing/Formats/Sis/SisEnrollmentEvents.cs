using System.Globalization;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats.Sis;

/// <summary>
/// A student information system's enrollments written as events: a row for each entry, withdrawal, and change of status or year of graduation. An entry's row brings the stay with the withdrawal
/// that ends it, a part for each school year; the other rows are kept as they came.
/// </summary>
/// <param name="layout">The product's columns.</param>
public sealed class SisEnrollmentEvents(SisLayout layout) : SisFormat(layout)
{
    /// <summary>No stay in one school is longer: from prekindergarten at three to the end of the right to school at 22.</summary>
    const int MostYears = 19;

    const string EndOfYear = "End of school year", Graduated = "Graduated";

    // The letters of the product, and the words that its lists show for them.
    static readonly CodeTable<EnrollmentEventKind> Kinds = new("enrollment event", EnrollmentEventKind.Other, "neither an entry nor a withdrawal",
        ("E", EnrollmentEventKind.Entry), ("Entry", EnrollmentEventKind.Entry), ("W", EnrollmentEventKind.Withdrawal), ("Withdrawal", EnrollmentEventKind.Withdrawal),
        ("S", EnrollmentEventKind.Other), ("Status change", EnrollmentEventKind.Other), ("Y", EnrollmentEventKind.Other), ("YOG change", EnrollmentEventKind.Other));

    public override Turn Turn => Turn.SchoolEnrollments;

    public override string StudentColumn => Of("student");

    /// <summary>The column of the event's day.</summary>
    internal string DateColumn => Of("date");

    /// <summary>The columns of <see cref="Event"/>, after student and school.</summary>
    internal string[] EventColumns => [Of("student"), Of("school"), Of("date"), Of("event"), Of("reason"), Of("code"), Of("status"), Of("graduates")];

    /// <summary>An event by the fields of <see cref="EventColumns"/>; blank ones say nothing.</summary>
    internal static EnrollmentEvent Event(DateOnly day, IReadOnlyList<string> fields)
    {
        var kind = IsToCome(fields[6]) ? EnrollmentEventKind.Other : Kinds.Meanings.GetValueOrDefault(fields[3]);
        var reason = fields[6].StartsWith("Grad", StringComparison.OrdinalIgnoreCase) ? Graduated : fields.Skip(4).Take(3).FirstOrDefault(f => f.Length > 0);
        return new EnrollmentEvent(day, kind, reason, int.TryParse(fields[7], NumberStyles.None, CultureInfo.InvariantCulture, out var ends) && ends is >= 1950 and <= 2100 ? new SchoolYear(ends) : null);
    }

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var (student, school, day, word) = (row.StudentId(Of("student")), row.SchoolId(Of("school")), row.Date(Of("date")), row.Text(Of("event")));
        var kind = IsToCome(row.TextOrNull(Of("status")) ?? "") ? EnrollmentEventKind.Other : Kinds.Of(row, word);
        if (row.Problem is not null)
            return [];
        var (written, place) = (row.Text(Of("student")), row.Text(Of("school")));
        if (kind == EnrollmentEventKind.Withdrawal && !row.Context.Enrollments.Ends(written, place, day))
            row.Reject(Of("event"), "withdrawal-without-entry", "The file has no entry into this school that the withdrawal could end.", "Export all enrollment records of the students, and not those of some days alone.");
        if (kind != EnrollmentEventKind.Entry)
            return [Whole(row, student, school, day, word)];
        if (row.Context.Enrollments.Begins(written, place, day, out var exit))
            return [.. Stay(row, student, school, day, exit, y => row.Context.Enrollments.GradeIn(written, y))];
        row.Note("had an entry into a school in which the student is already, which was kept only as it came; the first entry counts");
        return [Whole(row, student, school, day, word)];
    }

    IEnumerable<Arrival> Stay(Row row, string student, string school, DateOnly entry, EnrollmentEvent? exit, Func<SchoolYear, GradeLevel?> grade)
    {
        var (first, last) = (SchoolYear.Of(entry), SchoolYear.Of(exit?.Day ?? (entry > row.Context.Today ? entry : row.Context.Today)));
        if (last.Ends - first.Ends >= MostYears)
            row.Reject(Of("date"), "stay-too-long", $"The stay would last {last.Ends - first.Ends + 1} school years.", "Correct the date of the entry, or add the withdrawal that is missing.");
        for (var year = first; year <= last && row.Problem is null; year = year.Next)
            yield return new SchoolEnrollmentArrival
            {
                Line = row.Line,
                StudentId = student,
                SchoolId = school,
                Year = year,
                Grade = grade(year),
                EntryDate = year == first ? entry : year.FirstDay,
                EntryReason = year == first ? row.TextOrNull(Of("code")) ?? row.TextOrNull(Of("reason")) : null,
                ExitDate = year < last ? year.LastDay : exit?.Day,
                ExitReason = year < last ? EndOfYear : exit?.Reason,
            };
    }

    // What no stay is made of is not lost: it is kept under what it is about.
    static OtherRecordArrival Whole(Row row, string student, string school, DateOnly day, string word) => new()
    {
        Line = row.Line,
        Kind = "enrollment event",
        RecordId = string.Create(CultureInfo.InvariantCulture, $"{student}/{school}/{day:yyyy-MM-dd}/{word}"),
        Json = KeptColumns.Json(row.Filled()),
    };

    // Someone registered for later is in no school yet; the entry comes again when she is.
    static bool IsToCome(string status) => status.StartsWith("PreReg", StringComparison.OrdinalIgnoreCase) || status.StartsWith("Pre-reg", StringComparison.OrdinalIgnoreCase);

    /// <summary>Every product's export of enrollment events.</summary>
    public static IReadOnlyList<SisEnrollmentEvents> Files { get; } = [.. SisLayout.Of("enrollments").Where(l => l.IsOfEvents).Select(l => new SisEnrollmentEvents(l))];
}
