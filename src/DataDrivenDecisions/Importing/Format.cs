using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing.Formats;
using DataDrivenDecisions.Importing.Formats.Assessments;
using DataDrivenDecisions.Importing.Formats.Clever;
using DataDrivenDecisions.Importing.Formats.EdFi;
using DataDrivenDecisions.Importing.Formats.SchoolDataSync;
using DataDrivenDecisions.Importing.Formats.Sis;
using DataDrivenDecisions.Importing.Reading;

namespace DataDrivenDecisions.Importing;

/// <summary>When a file's turn comes within its delivery: what others refer to comes first.</summary>
public enum Turn
{
    Sessions,
    Schools,
    Courses,
    People,
    Sections,
    SectionEnrollments,
    Demographics,
    SchoolEnrollments,
    Calendars,
    Events,
    Assessments,
    Rest,
}

/// <summary>
/// One kind of file that an SIS or a vendor sends: how it is recognised by its header, what it means for rows that it does not name,
/// and what each of its rows says.
/// </summary>
/// <remarks>
/// Headers are written <c>"name|other name|another"</c>: the first is the name by which <see cref="Row"/> is asked, the others are read as the
/// same column. Case, spaces, underscores, hyphens and a trailing asterisk do not matter, nor does the order of the columns.
/// </remarks>
public abstract class Format
{
    static readonly Dictionary<string, DateOrder> NoOrders = [];

    /// <summary>The name that reports and <c>--format</c> use: "OneRoster users".</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Under which heading the list of formats shows it: the standard, product or kind of source that it belongs to. Where a header fits formats of two
    /// families alike, the delivery's other files decide.
    /// </summary>
    public virtual string Family => NeedsKnownStudents ? "Assessments" : "Student information systems";

    /// <summary>A small invented example of the file, by its name in the samples of the tests.</summary>
    public abstract string Sample { get; }

    /// <summary>The columns without which it is not this kind of file.</summary>
    public abstract IReadOnlyList<string> Headers { get; }

    /// <summary>Further columns that are read where they are there.</summary>
    public virtual IReadOnlyList<string> MoreHeaders => [];

    /// <summary>The file name that the vendor gives it, which breaks a tie between formats with the same columns; null when there is none.</summary>
    public virtual string? UsualFile => null;

    /// <summary>Where the fields stand in a file of fixed positions, one layout per year or edition; empty for files whose columns have headers.</summary>
    public virtual IReadOnlyList<FixedLayout> Layouts => [];

    /// <summary>What XML and saved API pages call such records: an element ("Student") or a resource ("students"). Empty for other files.</summary>
    public virtual IReadOnlyList<string> Resources => [];

    /// <summary>True when the file can be told, or its rows understood, only beside the others of its family.</summary>
    public virtual bool NeedsFamily => false;

    /// <summary>True where a district's own mapping may read such a file in its place; false where the file is a part of a bundle that is understood as a whole.</summary>
    public virtual bool MayBeMappedInstead => !NeedsFamily && Layouts.Count == 0;

    /// <summary>What the file means for rows that it does not name.</summary>
    public virtual Merge Merge => Merge.Update;

    public abstract Turn Turn { get; }

    /// <summary>
    /// What counts where the source may say several things of what is kept once, as a sentence for the report. Null where two rows that differ contradict each other,
    /// so that the second one is rejected.
    /// </summary>
    public virtual string? WhatCountsOfSeveral => null;

    /// <summary>True for assessments: they never make a student.</summary>
    public virtual bool NeedsKnownStudents => false;

    /// <summary>Every column that may hold the student's id, the preferred one first; empty where the format knows its column for sure.</summary>
    public virtual IReadOnlyList<string> StudentIdColumns => [];

    /// <summary>
    /// The column that names the student for sure, where people handle such files and a spreadsheet may have eaten the ids' zeros; null where machines alone write them, or several columns may name her.
    /// </summary>
    public virtual string? StudentColumn => null;

    /// <summary>The columns with the ids of the students whom the file brings; empty where it is no roster, or one that machines alone write and no one else's files refer to.</summary>
    public virtual IReadOnlyList<string> RosterColumns => [];

    /// <summary>Every column whose different ids the first look gathers.</summary>
    internal IEnumerable<string> IdColumns => StudentIdColumns.Concat(RosterColumns).Concat(StudentColumn is { } column ? [column] : []).Distinct(StringComparer.Ordinal);

    /// <summary>Who gave the ids in <see cref="StudentIdColumns"/>: a person who says whose an id is says it for all files of this name.</summary>
    public virtual string IdIssuer => Family;

    /// <summary>Where a row says who the student is beside her id, so that she can be found when the roster does not know the id; null where it says nothing.</summary>
    public virtual PersonColumns? Person => null;

    /// <summary>The kinds of id by which the file may name students, by their short names; empty for every kind.</summary>
    internal virtual IReadOnlyList<string> StudentIdKinds => [];

    /// <summary>Columns whose date order somebody has settled, by the format's own name for them; for others the file itself tells.</summary>
    internal virtual IReadOnlyDictionary<string, DateOrder> DateOrders => NoOrders;

    /// <summary>The date columns of a file of which its rows say themselves in which school year or test window they lie; asked where a column leaves open whether the day or the month comes first.</summary>
    internal virtual IReadOnlyList<DayWitness> DayWitnesses(Header header) => [];

    /// <summary>True where exporters leave out blank fields at a line's end.</summary>
    public virtual bool EndsOfLinesMayBeMissing => false;

    /// <summary>The column that names the row's school, by the format's own name for it; null where rows name none.</summary>
    public virtual string? SchoolColumn => null;

    /// <summary>The columns that may name a thing of a kind (<c>section</c>), by the format's own names for them, for a reject that says which reference is wrong.</summary>
    internal virtual IReadOnlyList<string> ColumnsThatName(string entity) => [];

    /// <summary>True for a row that is the source's last word on something it has deleted: all that the row says has ended.</summary>
    public virtual bool IsLastWord(Row row) => false;

    /// <summary>What one row says; at least one arrival unless the row was rejected.</summary>
    public abstract IEnumerable<Arrival> Arrivals(Row row);

    /// <summary>True where every row says exactly one thing.</summary>
    internal virtual bool SaysOneThing => false;

    /// <summary>The one thing that a row says, where every row says exactly one.</summary>
    internal virtual Arrival OnlyArrival(Row row) => Arrivals(row).Single();

    /// <summary>Every format that the importer knows.</summary>
    public static IReadOnlyList<Format> All { get; } =
    [
        new OneRosterSessions(),
        new OneRosterOrgs(),
        new OneRosterCourses(),
        new OneRosterUsers(),
        new OneRosterRoles(),
        new OneRosterClasses(),
        new OneRosterEnrollments(),
        new OneRosterDemographics(),
        new OneRosterCategories(),
        new OneRosterLineItems(),
        new OneRosterResults(),
        new OneRosterScoreScales(),
        .. OneRosterScaleLinks.Files,
        .. OneRosterLearningObjectives.Files,
        .. OneRosterOther.Files,
        new SchoolEnrollment(),
        new SchoolCalendar(),
        new AttendanceSubmitted(),
        new DailyAttendance(),
        new SectionMarks(),
        new TranscriptCredits(),
        new DisciplineIncidents(),
        new ProgramParticipation(),
        new DeviceSurvey(),
        new OpenEducationStudents(),
        new OpenEducationDemographics(),
        new OpenEducationAttendance(),
        new OpenEducationMarks(),
        new SyncSchool(),
        new SyncSection(),
        new SyncStudent(),
        new SyncTeacher(),
        new SyncStudentEnrollment(),
        new SyncTeacherRoster(),
        new SyncOrgs(),
        new SyncSessions(),
        new SyncCourses(),
        new SyncClasses(),
        new SyncUsers(),
        new SyncRoles(),
        new SyncEnrollments(),
        new SyncRelationships(),
        new SyncDemographics(),
        new SyncUserFlags(),
        new CleverSchools(),
        new CleverStudents(),
        new CleverTeachers(),
        new CleverSections(),
        new CleverEnrollments(),
        .. SisStudents.Files,
        .. SisEnrollments.Files,
        .. SisEnrollmentEvents.Files,
        .. SisAttendance.Files,
        .. SisMarks.Files,
        .. SisIncidents.Files,
        .. LmsUnified.Files,
        new LmsAssignments(),
        new LmsSubmissions(),
        .. EdFiAgencies.Files,
        new EdFiSchools(),
        new EdFiSessions(),
        new EdFiGradingPeriods(),
        new EdFiCourses(),
        new EdFiCourseOfferings(),
        new EdFiSections(),
        new EdFiStudents(),
        new EdFiDemographics(),
        new EdFiStaff(),
        new EdFiContacts(),
        new EdFiContactLinks(),
        new EdFiSchoolEnrollments(),
        new EdFiSectionEnrollments(),
        new EdFiSectionStaff(),
        new EdFiCalendarDates(),
        new EdFiAttendanceTaken(),
        .. EdFiAttendance.Files,
        new EdFiGrades(),
        new EdFiCourseTranscripts(),
        new EdFiGradebookEntries(),
        new EdFiStudentGradebookEntries(),
        new EdFiIncidents(),
        new EdFiDisciplineActions(),
        new EdFiPrograms(),
        new EdFiAssessments(),
        .. EdFiOther.Files,
        new EdFiDeletes(),
        .. EdFiTable.Files,
        .. AssessmentProfileFormat.Known,
    ];

    /// <summary>The format of that name in any case, or null.</summary>
    public static Format? Find(string name) => All.FirstOrDefault(f => f.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
}

/// <summary>A kind of file of which every row says exactly one thing.</summary>
/// <typeparam name="T">What a row says.</typeparam>
public abstract class Format<T> : Format
    where T : Arrival
{
    /// <summary>What the row says.</summary>
    public abstract T Read(Row row);

    public sealed override IEnumerable<Arrival> Arrivals(Row row) => [Read(row)];

    internal sealed override bool SaysOneThing => true;

    internal sealed override Arrival OnlyArrival(Row row) => Read(row);
}
