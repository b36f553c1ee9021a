using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing.Formats;

namespace DataDrivenDecisions.Importing.Mapping.Kinds;

/// <summary>Test results: who took which test on which day, and how it went. They never make a student.</summary>
internal sealed class AssessmentResults : ContentKind
{
    public override string Name => "assessments";
    public override string Title => "Test results";
    public override string OneRowIs => "one student’s result of one test";
    public override Turn Turn => Turn.Assessments;
    public override bool NeedsKnownStudents => true;
    public override IReadOnlyList<string> Telling => ["score", "test_date", "percentile", "level"];
    public override IReadOnlySet<string> OwnWords { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "score", "scaled", "percentile", "proficiency", "exam", "subtest", "stanine", "lexile", "quantile", "rasch", "rit", "norm", "composite", "benchmark", "assessment", "tested",
    };

    public override IReadOnlyList<string> FileWords => ["assessment", "assessments", "test", "scores", "results", "benchmark", "screener", "diagnostic"];

    public override IReadOnlyList<ContentField> Fields { get; } =
    [
        CommonFields.Student,
        new() { Name = "assessment", Label = "Name of the test", IsRequired = true, AlsoCalled = ["assessment", "assessment name", "test name", "test", "exam", "test title", "exam name", "test type"] },
        new() { Name = "subject", Label = "Subject", IsRequired = true, AlsoCalled = ["subject", "content area", "subject area", "subject code", "test subject", "academic subject", "discipline", "subject name"] },
        new()
        {
            Name = "test_date", Label = "Day of the test", Type = FieldType.Date, IsRequired = true, IsPast = true,
            AlsoCalled = ["test date", "date", "date taken", "administration date", "completion date", "assessment date", "test start date", "date tested", "completed date", "date administered", "start date"],
        },
        new()
        {
            Name = "score", Label = "Score", Type = FieldType.Number, AlsoCalled = ["score", "scale score", "scaled score", "rit score", "total score", "overall score", "overall scale score", "result", "points", "test score", "ss", "composite score"],
        },
        new() { Name = "standard_error", Label = "Standard error", Type = FieldType.Number, Least = 0, AlsoCalled = ["standard error", "sem", "standard error of measurement", "se", "error of measurement"] },
        new() { Name = "percentile", Label = "Percentile rank", Type = FieldType.Number, Least = 0, Most = 100, AlsoCalled = ["percentile", "percentile rank", "national percentile", "pr", "npr", "national percentile rank", "percentile score"] },
        new() { Name = "level", Label = "Level", AlsoCalled = ["level", "performance level", "achievement level", "proficiency", "proficiency level", "placement", "performance band", "benchmark status", "overall placement", "achievement"] },
        new()
        {
            Name = "window", Label = "Window: fall, winter or spring", Type = FieldType.Code, AlsoCalled = ["window", "test window", "season", "testing window", "benchmark period", "administration", "term", "screening period", "norming window"],
            Meanings =
            [
                new("fall", "Fall", "Fall", "F", "BOY", "Beginning", "Autumn", "Beginning of year"), new("winter", "Winter", "Winter", "W", "MOY", "Middle", "Middle of year"),
                new("spring", "Spring", "Spring", "S", "EOY", "End", "End of year"), new("summer", "Summer", "Summer"),
            ],
        },
        CommonFields.Grade,
        CommonFields.Year,
        new() { Name = "result", Label = "Result’s number", Type = FieldType.Id, AlsoCalled = ["result id", "test id", "event id", "assessment id", "attempt", "form", "record id"] },
    ];

    internal override IEnumerable<Arrival> Read(MappedRow row)
    {
        var (score, percentile, level) = (row.NumberOrNull("score"), row.WholeOrNull("percentile"), row.TextOrNull("level"));
        if (score is null && percentile is null && level is null)
            row.Reject("score", "no-result", "The row names a student and holds no result.", "Nothing is to be done if the student was not tested; otherwise export the file again.");
        if (percentile is 0 or 100)
            row.Note("had a percentile of 0 or 100, which was taken as 1 or 99");
        var day = row.PastDate("test_date");
        yield return new AssessmentArrival
        {
            Line = row.Line,
            StudentId = row.Student(),
            Assessment = row.Text("assessment"),
            Subject = row.Text("subject"),
            ResultId = row.TextOrNull("result"),
            Year = row.YearOrNull(),
            Window = row.TextOrNull("window") ?? Words.Season(day),
            TestDate = day,
            Grade = row.GradeOrNull(),
            ScorePoints = score,
            StandardErrorPoints = row.NumberOrNull("standard_error"),
            Percentile = percentile is { } rank ? Math.Clamp(rank, 1, 99) : null,
            Level = level,
        };
    }
}
