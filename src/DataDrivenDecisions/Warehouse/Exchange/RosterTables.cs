namespace DataDrivenDecisions.Warehouse.Exchange;

/// <summary>One table that goes out to another system: its columns, and the question that fills them within the viewer's sight.</summary>
/// <param name="Name">The table's name in the other system's words.</param>
/// <param name="Columns">The columns in the order of the answer.</param>
/// <param name="Text">The question, in DuckDB's words.</param>
public sealed record ExchangeTable(string Name, IReadOnlyList<string> Columns, string Text)
{
    /// <summary>The question in SQL Server's words, where they are others.</summary>
    public string SqlServer { get; init; } = Text;

    /// <summary>A table whose question the engines are asked in different words here and there.</summary>
    /// <param name="name">The table's name.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="text">Puts the question together.</param>
    internal static ExchangeTable Of(string name, IReadOnlyList<string> columns, Func<ExchangeWords, string> text) => new(name, columns, text(ExchangeWords.DuckDb)) { SqlServer = text(ExchangeWords.SqlServer) };
}

/// <summary>The few words of an exchange in which engines part.</summary>
/// <param name="DayAfter">The day after a day.</param>
/// <param name="Listed">The values of a group, sorted, with commas between them.</param>
sealed record ExchangeWords(Func<string, string> DayAfter, Func<string, string> Listed)
{
    public static ExchangeWords DuckDb { get; } = new(day => $"{day} + 1", value => $"string_agg({value}, ',' ORDER BY {value})");

    public static ExchangeWords SqlServer { get; } = new(day => $"DATEADD(day, 1, {day})", value => $"STRING_AGG({value}, ',') WITHIN GROUP (ORDER BY {value})");
}

/// <summary>
/// The roster and gradebook as OneRoster 1.1 tables, with the source's own ids and in the order of these ids. What has ended and what was only mentioned is not
/// among them, nor is a row that OneRoster cannot say whole: said by half, it would come back changed.
/// </summary>
public static class RosterTables
{
    // Last days are inclusive here; the end that OneRoster writes is the day after, hence the "+ 1" below.
    const string SeesDistrict = "EXISTS (SELECT 1 FROM viewer.scope g WHERE g.scope = 'district')";

    static readonly ExchangeTable Orgs = new("orgs", ["sourcedId", "name", "type", "identifier", "parentSourcedId"], $"""
        SELECT s.school_id, s.school_name, s.school_kind, s.school_number, s.parent_id
        FROM   known.school s
        WHERE  s.{Living("s")} AND s.school_name IS NOT NULL AND s.school_kind IN ('school', 'district', 'department', 'local', 'state', 'national')
          AND  EXISTS (SELECT 1 FROM viewer.school v WHERE v.school_key = s.school_key)
        ORDER  BY 1
        """);

    static readonly ExchangeTable Sessions = ExchangeTable.Of("academicSessions", ["sourcedId", "title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear"], w => $"""
        SELECT s.session_id, s.title, s.kind, s.first_day, {w.DayAfter("s.last_day")}, s.parent_session_id, s.school_year
        FROM   known.session s
        WHERE  s.{Living("s")} AND s.title IS NOT NULL AND s.kind IN ('schoolYear', 'semester', 'term', 'gradingPeriod') AND EXISTS (SELECT 1 FROM viewer.scope)
        ORDER  BY 1
        """);

    static readonly ExchangeTable Courses = new("courses", ["sourcedId", "schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes"], $"""
        SELECT c.course_id, NULL, c.course_name, c.course_code, c.grades, c.org_id, c.subject, c.subject_code
        FROM   known.course c
        WHERE  c.{Living("c")} AND c.course_name IS NOT NULL
          AND  ({SeesDistrict} OR EXISTS (SELECT 1 FROM known.section x JOIN viewer.section v ON v.section_key = x.section_key WHERE x.course_key = c.course_key))
        ORDER  BY 1
        """);

    static readonly ExchangeTable Classes = new("classes",
        ["sourcedId", "title", "grades", "courseSourcedId", "classCode", "classType", "location", "schoolSourcedId", "termSourcedIds", "subjects", "subjectCodes", "periods"], $"""
        SELECT x.section_id, x.section_name, x.grades, c.course_id, x.section_code, x.kind, NULL, s.school_id, REPLACE(x.session_ids, '|', ','), x.subject, NULL, x.periods
        FROM   known.section x
               LEFT JOIN known.course c ON c.course_key = x.course_key
               LEFT JOIN known.school s ON s.school_key = x.school_key
        WHERE  x.{Living("x")} AND x.section_name IS NOT NULL AND EXISTS (SELECT 1 FROM viewer.section v WHERE v.section_key = x.section_key)
        ORDER  BY 1
        """);

    const string StaffRoles = "'teacher', 'administrator', 'aide', 'proctor', 'counselor', 'principal', 'districtadministrator', 'siteadministrator', 'systemadministrator'";

    const string StateId = "CASE WHEN t.state_id IS NULL THEN NULL ELSE CONCAT('{StateID:', t.state_id, '}') END";

    static readonly ExchangeTable Users = ExchangeTable.Of("users",
        [
            "sourcedId", "enabledUser", "orgSourcedIds", "role", "username", "userIds", "givenName", "familyName", "middleName", "identifier", "email", "sms", "phone", "agentSourcedIds", "grades",
            "preferredGivenName",
        ], w => $"""
        WITH students AS (
               SELECT t.* FROM known.student t WHERE t.{Living("t")} AND EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = t.student_key)),
             adults AS (
               SELECT f.* FROM known.staff f
               WHERE  f.{Living("f")} AND LOWER(REPLACE(f.role, ' ', '')) IN ({StaffRoles})
                 AND  ({SeesDistrict} OR EXISTS (SELECT 1 FROM known.section_staff e JOIN viewer.section v ON v.section_key = e.section_key WHERE e.staff_key = f.staff_key))),
             ties AS (
               SELECT l.student_key, {w.Listed("g.guardian_id")} AS agents
               FROM   known.guardian_link l JOIN known.guardian g ON g.guardian_key = l.guardian_key
               WHERE  g.{Living("g")} GROUP BY l.student_key),
             guardians AS (
               SELECT g.* FROM known.guardian g
               WHERE  g.{Living("g")} AND LOWER(g.relation) IN ('guardian', 'parent', 'relative')
                 AND  ({SeesDistrict} OR EXISTS (SELECT 1 FROM known.guardian_link l JOIN viewer.student v ON v.student_key = l.student_key WHERE l.guardian_key = g.guardian_key))),
             people AS (SELECT student_id AS id FROM students UNION SELECT staff_id FROM adults UNION SELECT guardian_id FROM guardians)
        SELECT p.id, CASE WHEN COALESCE(t.is_active, f.is_active, g.is_active) = 0 THEN 'false' ELSE 'true' END, REPLACE(COALESCE(t.school_ids, f.school_ids), '|', ','),
               concat_ws(',', CASE WHEN t.student_id IS NULL THEN NULL ELSE 'student' END, f.role, g.relation), NULL, {StateId},
               COALESCE(t.given_name, f.given_name, g.given_name), COALESCE(t.family_name, f.family_name, g.family_name), t.middle_name, COALESCE(t.student_number, f.staff_number),
               COALESCE(t.email, f.email, g.email), NULL, g.phone, a.agents, t.grade, t.preferred_name
        FROM   people p
               LEFT JOIN students t ON t.student_id = p.id
               LEFT JOIN adults f ON f.staff_id = p.id
               LEFT JOIN guardians g ON g.guardian_id = p.id
               LEFT JOIN ties a ON a.student_key = t.student_key
        ORDER  BY 1
        """);

    static readonly ExchangeTable Enrollments = ExchangeTable.Of("enrollments", ["sourcedId", "classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate"], w => $"""
        SELECT e.enrollment_id, x.section_id, s.school_id, t.student_id, 'student', CAST(NULL AS NVARCHAR(5)), e.begin_date, {w.DayAfter("e.end_date")}
        FROM   known.section_enrollment e
               JOIN known.section x ON x.section_key = e.section_key
               JOIN known.student t ON t.student_key = e.student_key
               LEFT JOIN known.school s ON s.school_key = e.school_key
               LEFT JOIN known.section_span p ON p.section_key = e.section_key
        WHERE  e.enrollment_id <> ''
          AND  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = e.student_key AND COALESCE(e.begin_date, p.first_day, CAST('1900-01-01' AS DATE)) <= v.seen_until)
        UNION  ALL
        SELECT e.enrollment_id, x.section_id, s.school_id, f.staff_id, 'teacher', CASE WHEN e.is_primary = 1 THEN 'true' ELSE 'false' END, e.begin_date, {w.DayAfter("e.end_date")}
        FROM   known.section_staff e
               JOIN known.section x ON x.section_key = e.section_key
               JOIN known.staff f ON f.staff_key = e.staff_key
               LEFT JOIN known.school s ON s.school_key = e.school_key
        WHERE  e.enrollment_id <> '' AND EXISTS (SELECT 1 FROM viewer.section v WHERE v.section_key = e.section_key)
        ORDER  BY 1, 2, 4
        """);

    static readonly ExchangeTable Demographics = new("demographics",
        [
            "sourcedId", "birthDate", "sex", "americanIndianOrAlaskaNative", "asian", "blackOrAfricanAmerican", "nativeHawaiianOrOtherPacificIslander", "white",
            "demographicRaceTwoOrMoreRaces", "hispanicOrLatinoEthnicity", "countryOfBirthCode", "stateOfBirthAbbreviation", "cityOfBirth", "publicSchoolResidenceStatus",
        ], $"""
        SELECT t.student_id, d.birth_date, d.sex, {Flag("d.is_american_indian")}, {Flag("d.is_asian")}, {Flag("d.is_black")}, {Flag("d.is_pacific_islander")}, {Flag("d.is_white")},
               {Flag("d.is_two_or_more")}, {Flag("d.is_hispanic")}, CAST(NULL AS NVARCHAR(5)), CAST(NULL AS NVARCHAR(5)), CAST(NULL AS NVARCHAR(5)), CAST(NULL AS NVARCHAR(5))
        FROM   known.demographics d JOIN known.student t ON t.student_key = d.student_key
        WHERE  d.race_text IS NULL AND d.language IS NULL AND t.{Living("t")} AND EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = d.student_key)
        UNION  ALL
        SELECT o.record_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM seen.other_record o WHERE o.kind = 'demographics'
        ORDER  BY 1
        """);

    static readonly ExchangeTable Categories = new("categories", ["sourcedId", "title", "weight"], $"""
        SELECT c.assignment_category_id, c.title, c.weight FROM known.assignment_category c WHERE c.{Living("c")} AND c.title IS NOT NULL AND EXISTS (SELECT 1 FROM viewer.scope) ORDER BY 1
        """);

    static readonly ExchangeTable LineItems = new("lineItems",
        ["sourcedId", "title", "description", "assignDate", "dueDate", "classSourcedId", "categorySourcedId", "gradingPeriodSourcedId", "resultValueMin", "resultValueMax", "schoolSourcedId"], $"""
        SELECT a.assignment_id, a.title, a.description, a.assigned_date, a.due_date, x.section_id, c.assignment_category_id, a.session_id, a.least_points, a.most_points, s.school_id
        FROM   known.assignment a
               JOIN known.section x ON x.section_key = a.section_key
               LEFT JOIN known.assignment_category c ON c.assignment_category_key = a.assignment_category_key
               LEFT JOIN known.school s ON s.school_key = a.school_key
        WHERE  a.{Living("a")} AND a.title IS NOT NULL AND a.category_text IS NULL AND EXISTS (SELECT 1 FROM viewer.section v WHERE v.section_key = a.section_key)
        ORDER  BY 1
        """);

    static readonly ExchangeTable Results = new("results",
        ["sourcedId", "lineItemSourcedId", "studentSourcedId", "scoreStatus", "score", "scoreDate", "comment", "textScore", "late", "missing", "incomplete", "inProgress"], $"""
        SELECT r.result_id, a.assignment_id, t.student_id, r.status, r.score_points, r.scored_date, r.comment, r.text_score, {Flag("r.is_late")}, {Flag("r.is_missing")}, {Flag("r.is_incomplete")},
               {Flag("r.in_progress")}
        FROM   known.assignment_result r
               JOIN known.assignment a ON a.assignment_key = r.assignment_key
               JOIN known.student t ON t.student_key = r.student_key
               JOIN wh."load" l ON l."load" = r.known_from
        WHERE  r.result_id <> '' AND r.status IS NOT NULL AND r.submitted_date IS NULL
          AND  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = r.student_key AND COALESCE(r.scored_date, CAST(l.loaded_at AS DATE)) <= v.seen_until)
        ORDER  BY 1, 2, 3
        """);

    /// <summary>Every table, in the order of a bundle.</summary>
    public static IReadOnlyList<ExchangeTable> All { get; } = [Sessions, Categories, Classes, Courses, Demographics, Enrollments, LineItems, Orgs, Results, Users];

    // What is there now: neither only mentioned nor over.
    static string Living(string alias) => $"is_placeholder = 0 AND {alias}.has_ended = 0";

    static string Flag(string column) => $"CASE {column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END";
}
