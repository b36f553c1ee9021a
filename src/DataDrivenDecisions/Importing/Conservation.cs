using DataDrivenDecisions.Importing.Reading;

namespace DataDrivenDecisions.Importing;

/// <summary>The law of every import: rows in = loaded + unchanged + rejected + duplicate + held. A breach is a bug and never a person's mistake.</summary>
internal static class Conservation
{
    /// <summary>Checks one file's account against two counts of its rows: the survey's, and the reading's.</summary>
    /// <exception cref="InvalidOperationException">A row is lost or counted twice.</exception>
    public static void Assert(FileReading reading, ImportReport report)
    {
        var accounted = report.Loaded + report.Unchanged + report.Rejected + report.Duplicate + report.Held;
        if (reading.Rows != report.RowsIn || accounted != report.RowsIn)
            throw new InvalidOperationException(FormattableString.Invariant(
                $"The import of {report.File} lost count: {report.RowsIn} rows in, {reading.Rows} read, {accounted} accounted for."));
    }
}
