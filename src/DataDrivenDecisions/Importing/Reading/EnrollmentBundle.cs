using DataDrivenDecisions.Importing.Formats.Sis;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>Gathers a delivery's entries and withdrawals, which only together say how long a student stayed.</summary>
internal static class EnrollmentBundle
{
    /// <summary>What the files say. Rows that cannot be read say nothing here; they are rejected when their turn comes.</summary>
    public static EnrollmentEvents Of(IReadOnlyList<Survey> files, ImportLimits limits)
    {
        var events = files.Where(f => f.File.Format is SisEnrollmentEvents).ToList();
        return events.Count == 0 ? EnrollmentEvents.None : new EnrollmentEvents(events.SelectMany(f => Of(f, limits)));
    }

    static IEnumerable<(string Student, string School, EnrollmentEvent Event)> Of(Survey file, ImportLimits limits)
    {
        var format = (SisEnrollmentEvents)file.File.Format;
        var place = file.File.Header.Place(format.DateColumn);
        var order = place >= 0 && place < file.Orders.Count ? file.Orders[place] : DateOrder.Untold; // a file that is cut short has shown no date
        foreach (var fields in Columns.Of(file, limits, format.EventColumns))
            if (DateText.Read(fields[2], order, out var day) is DateReading.Read or DateReading.ReadThoughOtherOrder)
                yield return (fields[0], fields[1], SisEnrollmentEvents.Event(day, fields));
    }
}
