using System.Globalization;
using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's student assessments: one result of one test. The test's own record, in the same delivery, says its title and subject.</summary>
public sealed class EdFiAssessments() : EdFiFormat("StudentAssessment", "studentAssessments", "StudentAssessment")
{
    const string NoSubject = "Not stated";

    // A result may be reported by several methods; the one that can be compared over time counts, a raw count of points only for want of others.
    static readonly string[] ScaleMethods = ["Scale score", "RIT scale score", "Vertical score", "Standard score", "Composite Score", "Number score", "Raw score"];
    static readonly string[] PercentileMethods = ["Percentile", "Percentile rank", "National percentile rank"];
    static readonly string[] ErrorMethods = ["Standard error measurement", "Standard error"];

    public override Turn Turn => Turn.Assessments;
    public override bool NeedsKnownStudents => true;
    public override IReadOnlyList<string> StudentIdColumns => ["studentReference.studentUniqueId"];
    public override IReadOnlyList<string> Headers => ["studentReference.studentUniqueId", "assessmentReference.assessmentIdentifier", "administrationDate"];

    public override IReadOnlyList<string> MoreHeaders =>
    [
        "studentAssessmentIdentifier", "assessmentReference.namespace", "schoolYearTypeReference.schoolYear|SchoolYear", "whenAssessedGradeLevelDescriptor|WhenAssessedGradeLevel", "scoreResults.result|ScoreResult.Result",
        "scoreResults.assessmentReportingMethodDescriptor|ScoreResult.AssessmentReportingMethod", "performanceLevels.performanceLevelDescriptor|PerformanceLevel.PerformanceLevel",
        "studentObjectiveAssessments.scoreResults.result|StudentObjectiveAssessment.ScoreResult.Result",
    ];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var test = row.Text("assessmentReference.assessmentIdentifier");
        var known = row.Context.EdFi.AssessmentOf(test);
        if (known?.Subject is null)
            row.Note("named a test whose subject the delivery does not say");
        var student = row.StudentId("studentReference.studentUniqueId");
        var result = row.TextOrNull("studentAssessmentIdentifier");
        yield return new AssessmentArrival
        {
            Line = row.Line,
            StudentId = student,
            Assessment = known?.Title ?? test,
            Subject = known?.Subject ?? NoSubject,
            ResultId = result,
            Year = row.YearOrNull("schoolYearTypeReference.schoolYear"),
            TestDate = row.PastDate("administrationDate"),
            Grade = Grade(row, "whenAssessedGradeLevelDescriptor"),
            ScorePoints = Score(row, ScaleMethods),
            StandardErrorPoints = Score(row, ErrorMethods),
            Percentile = Score(row, PercentileMethods) is { } percentile and >= 1 and <= 99 ? (int)percentile : null,
            Level = Code(row, "performanceLevels.performanceLevelDescriptor"),
        };
        if (row.TextOrNull("studentObjectiveAssessments.scoreResults.result") is not null)
            yield return Whole(row, "studentObjectiveAssessments", $"{test}/{student}/{result}");
    }

    static decimal? Score(Row row, string[] methods)
    {
        var results = Values(row, "scoreResults.result");
        var said = Values(row, "scoreResults.assessmentReportingMethodDescriptor").Select(m => m[(m.LastIndexOf('#') + 1)..].Trim()).ToList();
        foreach (var method in methods)
            for (var i = 0; i < results.Count && i < said.Count; i++)
                if (method.Equals(said[i], StringComparison.OrdinalIgnoreCase) && decimal.TryParse(results[i], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score))
                    return score;
        return null;
    }
}
