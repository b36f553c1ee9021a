using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing.Formats;
using DataDrivenDecisions.Importing.Formats.EdFi;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>Gathers how many points the assignments can bring that a delivery's results are given for: from the delivery itself, then from what is known.</summary>
internal static class Gradebook
{
    /// <summary>What the assignments can bring; nothing is read where there are no results.</summary>
    public static AssignmentPoints PointsOf(IReadOnlyList<Survey> files, ReadingContext context, Func<IReadOnlyList<KnownAssignment>> known, ImportLimits limits)
    {
        if (!files.Any(f => f.File.Format is OneRosterResults or LmsSubmissions or EdFiStudentGradebookEntries))
            return AssignmentPoints.None;
        var points = new Dictionary<string, (decimal? Least, decimal? Most)>(StringComparer.Ordinal);
        foreach (var file in files.Where(f => f.File.Format is OneRosterLineItems or LmsAssignments or EdFiGradebookEntries))
            foreach (var assignment in new FileReading(file, context, limits).Arrivals().OfType<AssignmentArrival>())
            {
                // Of two rows of one assignment the one with more points counts, whichever comes first.
                var (said, before) = ((assignment.LeastPoints, assignment.MostPoints), points.GetValueOrDefault(assignment.AssignmentId));
                points[assignment.AssignmentId] = Nullable.Compare(said.MostPoints, before.Most) >= 0 ? said : before;
            }
        foreach (var assignment in known())
            points.TryAdd(assignment.AssignmentId, (assignment.Least, assignment.Most));
        return new AssignmentPoints(points);
    }
}
