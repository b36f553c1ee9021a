using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Quality;

/// <summary>
/// One check of the district's data: what must not be, who sets it right and how. SQL finds the suspects over <c>seen.*</c>; judging them is pure.
/// </summary>
public abstract class QualityRule
{
    /// <summary>A short stable name in kebab-case, which stands in addresses and records.</summary>
    public abstract string Name { get; }

    /// <summary>What is wrong, as a heading: "Enrolled twice at one school".</summary>
    public abstract string Title { get; }

    public abstract string Question { get; }

    /// <summary>What it does to the numbers that people read.</summary>
    public abstract Severity Severity { get; }

    /// <summary>Whose desk it is.</summary>
    public abstract QualityOwner Owner { get; }

    public abstract HowToFix Fix { get; }

    /// <summary>What it must see before it can tell a fault.</summary>
    public abstract QualityReach Reach { get; }

    /// <summary>The question that finds the suspects, in the words that both engines share; it may use <c>@year</c> and <c>@today</c>.</summary>
    protected abstract string Sql { get; }

    /// <summary>What is wrong with a suspect in a sentence without names; null when it is in order.</summary>
    public abstract string? Judge(Suspect s);

    /// <summary>Suspects on whom everybody should agree; the first one is a fault.</summary>
    public abstract IReadOnlyList<QualityExample> Examples { get; }

    /// <summary>The suspects of one year, within what the asker may see.</summary>
    public Query<Suspect> Suspects(SchoolYear year, DateOnly today) => Asking(Sql, year, today);

    /// <summary>All that the rule asks.</summary>
    public virtual IReadOnlyList<Query<Suspect>> Questions(SchoolYear year, DateOnly today) => [Suspects(year, today)];

    /// <summary>Everything that this rule finds, one finding per record.</summary>
    public IReadOnlyList<QualityFinding> Find(QualityLook look, CancellationToken stop = default) => [.. FindInParts(look, stop).SelectMany(part => part)];

    /// <summary>The same list by list, so that whoever only counts the findings need not hold those of a whole state at once.</summary>
    public virtual IEnumerable<IReadOnlyList<QualityFinding>> FindInParts(QualityLook look, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(look);
        return Reach switch
        {
            QualityReach.OneStudent => look.Parts.Select(part => Findings(Ask(part, Sql, stop))),
            QualityReach.Counted => [Findings(Added(look.Parts.SelectMany(part => Ask(part, Sql, stop))))],
            _ => [Findings(Ask(look, Sql, stop))],
        };
    }

    /// <summary>A question of this rule, with the parameters that it uses.</summary>
    protected static Query<Suspect> Asking(string sql, SchoolYear year, DateOnly today)
    {
        var ends = year.Ends;
        return (sql.Contains("@year", StringComparison.Ordinal), sql.Contains("@today", StringComparison.Ordinal)) switch
        {
            (true, true) => new(sql, new { year = ends, today }),
            (true, false) => new(sql, new { year = ends }),
            (false, true) => new(sql, new { today }),
            _ => new(sql),
        };
    }

    /// <summary>What a look answers to a question of this rule.</summary>
    protected static IReadOnlyList<Suspect> Ask(QualityLook look, string sql, CancellationToken stop) => look.Now.Ask(Asking(sql, look.Year, look.Today), stop);

    /// <summary>The records of several parts of the students, each record once with its counts added up.</summary>
    protected static IReadOnlyCollection<Suspect> Added(IEnumerable<Suspect> parts)
    {
        var records = new Dictionary<string, Suspect>(StringComparer.Ordinal);
        foreach (var part in parts)
            records[part.RecordId] = records.TryGetValue(part.RecordId, out var others) ? others.Plus(part) : part;
        return records.Values;
    }

    protected IReadOnlyList<QualityFinding> Findings(IEnumerable<Suspect> suspects) =>
    [
        .. from suspect in suspects
           let detail = Judge(suspect)
           where detail is not null
           group QualityFinding.Of(this, suspect, detail) by suspect.RecordId into same
           orderby same.Key
           select same.First(),
    ];

    /// <summary>The rule of a name, or null.</summary>
    public static QualityRule? Named(string name) => All.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The room's table of contents.</summary>
    public static IReadOnlyList<QualityRule> All { get; } =
    [
        new OverlappingEnrollments(),
        new TwoSchoolsOneDay(),
        new EnrolledWithoutSection(),
        new SectionWithoutTeacher(),
        new SectionWithoutStudents(),
        new AttendanceOnNonSchoolDay(),
        new AttendanceOutsideEnrollment(),
        new AttendanceAtTwoSchools(),
        new MoreDaysThanCalendar(),
        new AttendanceNotSubmitted(),
        new SubmissionGap(),
        new UnmappedAttendanceCode(),
        new IncidentWithoutBehavior(),
        new UnmappedMark(),
        new UnknownDayType(),
        new SuspensionWithoutDays(),
        new UnclearSuspension(),
        new TestWithoutResult(),
        new MissingDemographics(),
        new AgeAgainstGrade(),
        new GradeWentBack(),
        new SharedStudentNumber(),
        new SamePersonTwoIds(),
        new WithoutGuardian(),
        new ScoreOutsideScale(),
        new TestOutsideWindow(),
        new PassedWithoutCredit(),
        new CreditsMoreThanPossible(),
        new MarkOutOfRange(),
        new MarkBeforeSection(),
        new BlankMarks(),
        new YearLeftOpen(),
        new ExitWithoutReason(),
        new PlaceholderStudent(),
        new SchoolWithoutCalendar(),
        new ClassTooLarge(),
        new IncidentOutsideEnrollment(),
        new AbsencesFell(),
    ];

    protected static string Day(DateOnly? day) => day?.ToString("MMM d, yyyy", CultureInfo.InvariantCulture) ?? "an unknown day";

    protected static string Count(long? number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number ?? 0:#,0} {(number == 1 ? one : many ?? one + "s")}");

    protected static string Points(decimal? number) => number?.ToString("0.##", CultureInfo.InvariantCulture) ?? "nothing";
}

/// <summary>What a finding does to the numbers that people read.</summary>
public enum Severity
{
    /// <summary>Untidy: no number is wrong yet.</summary>
    Low,

    /// <summary>A number may be incomplete or doubtful.</summary>
    Medium,

    /// <summary>A number is wrong until it is fixed.</summary>
    High,
}

/// <summary>The desk that can set a thing right.</summary>
public enum QualityOwner
{
    DataCoordinator,
    Registrar,
    AttendanceClerk,
    Counselor,
    AssessmentCoordinator,
}

/// <summary>How to set it right in each of the three student information systems that most districts have.</summary>
public sealed record HowToFix(string PowerSchool, string InfiniteCampus, string Skyward);

/// <summary>A suspect and whether the rule should call it a fault.</summary>
public sealed record QualityExample(string What, Suspect Suspect, bool IsFault);
