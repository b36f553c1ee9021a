using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Reports;
using DataDrivenDecisions.Tests.Charts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Reports;

/// <summary>One invented student with a full year behind her, and a stand-in for the warehouse that answers with it.</summary>
sealed class InventedStudent : IAsk
{
    public static readonly DateOnly Today = new(2026, 3, 13);

    readonly Dictionary<Type, Array> _rows = new()
    {
        [typeof(SeenStudent)] = new[] { new SeenStudent { StudentKey = 7, StudentId = "mvs-000007", StudentNumber = "0000007", GivenName = "Ada", FamilyName = "Quill<b>", GradeCode = "09", SchoolName = "Maple High" } },
        [typeof(StudentDay)] = Samples.StudentDays().ToArray(),
        [typeof(StudentMark)] = Samples.Marks().ToArray(),
        [typeof(StudentScore)] = Samples.Scores().ToArray(),
        [typeof(StudentIncident)] = new[]
        {
            new StudentIncident { IncidentId = "i1", Day = new(2025, 10, 2), Behavior = "School Code of Conduct", Action = "Conference" },
            new StudentIncident { IncidentId = "i2", Day = new(2026, 2, 3), Behavior = "School Violation", Action = "Detention" },
        },
        [typeof(StudentProgram)] = new[] { new StudentProgram { Program = "Tutoring", BeginDate = new(2025, 9, 2) } },
        [typeof(VerdictOnDay)] = new[]
        {
            new VerdictOnDay { StudentKey = 7, Indicator = "abc-course", Verdict = "concern", Reason = "1 core course below C: Biology", AsOf = Today },
            new VerdictOnDay { StudentKey = 7, Indicator = "chronic-absence", Verdict = "watch", Reason = "absent 9 of 135 days", AsOf = Today },
        },
        [typeof(RiskOnDay)] = new[]
        {
            new RiskOnDay { StudentKey = 7, Model = "rest-of-year", AsOf = Today, Value = 0.31, Reasons = """[{"text":"Biology fell by 10 points since Q1","contribution":0.6},{"text":"absent 6 Fridays","contribution":0.3},{"text":"marks in math rose","contribution":-0.4}]""" },
        },
    };

    /// <summary>What was asked, for the test that a family's sheet never asks for flags.</summary>
    public List<Type> Asked { get; } = [];

    public InventedStudent With<T>(params T[] rows)
    {
        _rows[typeof(T)] = rows;
        return this;
    }

    public IReadOnlyList<T> Ask<T>(Query<T> query, CancellationToken stop = default)
    {
        Asked.Add(typeof(T));
        return (T[])_rows[typeof(T)];
    }

    public static ReportRequest Sheet(Audience audience, string language = "en") =>
        new() { Audience = audience, AsOf = Today, District = "Maple Valley School District", Language = language };
}
