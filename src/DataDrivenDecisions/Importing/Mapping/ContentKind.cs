using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing.Mapping.Kinds;

namespace DataDrivenDecisions.Importing.Mapping;

/// <summary>A kind of content that a mapped file can have (attendance, marks, test results …): the fields it asks for, and what a row of it says.</summary>
public abstract class ContentKind
{
    /// <summary>The name in profiles: "attendance".</summary>
    public abstract string Name { get; }

    /// <summary>The name on screen: "Attendance".</summary>
    public abstract string Title { get; }

    /// <summary>What one row is: "one student on one day".</summary>
    public abstract string OneRowIs { get; }

    public abstract Turn Turn { get; }

    /// <summary>The fields, the telling ones first.</summary>
    public abstract IReadOnlyList<ContentField> Fields { get; }

    /// <summary>Words that occur in the names of such files.</summary>
    public virtual IReadOnlyList<string> FileWords => [];

    /// <summary>Words that hardly any other kind of content has in the names of its columns, in the singular; empty where there are none.</summary>
    public virtual IReadOnlySet<string> OwnWords { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The fields by which the kind is told from others.</summary>
    public abstract IReadOnlyList<string> Telling { get; }

    /// <summary>True for lists of students, classes and schools, whose columns often stand beside events too.</summary>
    public virtual bool IsRoster => false;

    /// <summary>True for assessments: they never make a student.</summary>
    public virtual bool NeedsKnownStudents => false;

    /// <summary>True where the roster itself is brought, so that its ids are taken as they are.</summary>
    public virtual bool MakesStudents => false;

    /// <summary>True where a file may stand for all of the schools and days that it names.</summary>
    public virtual bool CanReplaceDays => false;

    /// <summary>What a row says; at least one arrival unless it was rejected.</summary>
    internal abstract IEnumerable<Arrival> Read(MappedRow row);

    /// <summary>The field of that name, or null.</summary>
    public ContentField? Field(string name) => Fields.FirstOrDefault(f => f.Name == name);

    /// <summary>Every kind of content, what others refer to first.</summary>
    public static IReadOnlyList<ContentKind> All { get; } =
    [
        new SchoolList(),
        new StudentList(),
        new ClassList(),
        new ClassRosters(),
        new SchoolEnrollments(),
        new CalendarDays(),
        new SubmittedDays(),
        new AttendanceRows(),
        new MarkRows(),
        new TranscriptRows(),
        new IncidentRows(),
        new ProgramRows(),
        new DeviceSurveyRows(),
        new AssessmentResults(),
    ];

    /// <summary>The kind of that name, or null.</summary>
    public static ContentKind? Find(string name) => All.FirstOrDefault(k => k.Name == name);
}
