using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// In which scopes the students are placed, as a question over what is known. Sums and differences of many rows are made by the keys of students, schools and sections; the words
/// of a scope, long texts that say the same in thousands of rows, are put to what is left of them.
/// </summary>
sealed class Placements(WarehouseEngine engine, SqlSession session, Touched touched)
{
    const string Always = "CAST('1900-01-01' AS DATE)", Ever = "CAST('9999-12-31' AS DATE)";

    // Of schools and sections.
    string Scopes => engine.Temporary("placed_scope");

    // Of students: a stretch asks for its own alone, and is never joined to everybody's.
    string OwnScopes => engine.Temporary("placed_student");

    string Strangers => engine.Temporary("placed_stranger");

    bool? _hasOneOfEach;
    Stretch _stretch = Stretch.All;

    /// <summary>The placements of those students of a stretch who were touched: one row for each student, scope and first day.</summary>
    public string Of(Stretch stretch)
    {
        _stretch = stretch;
        _hasOneOfEach ??= Prepare();
        // The district keeps what was known while a student was its own, as a school does.
        return $"""
            SELECT t.student_key, 'district' AS scope, {Always} AS first_day, {Ever} AS last_day, CAST(1 AS SMALLINT) AS is_lasting
            FROM   known.student t
            WHERE  1 = 1{touched.Only("t")}{_stretch.Only("t")}
            UNION ALL
            SELECT t.student_key, i.scope, {Always}, {Ever}, CAST(0 AS SMALLINT)
            FROM   known.student t JOIN {OwnScopes} i ON i.student_key = t.student_key
            WHERE  1 = 1{touched.Only("t")}{_stretch.Only("t")}{_stretch.Only("i")}
            UNION ALL
            {InScopes}
            """;
    }

    // One id may be the number of another school: then a student of both is placed in its scope once.
    string InScopes => _hasOneOfEach == true
        ? $"SELECT p.student_key, i.scope, p.first_day, p.last_day, p.is_lasting FROM {Placed} p JOIN {Scopes} i ON i.kind = p.kind AND i.entity_key = p.entity_key"
        : $"""
            SELECT p.student_key, i.scope, p.first_day, MAX(p.last_day), MAX(p.is_lasting)
            FROM   {Placed} p JOIN {Scopes} i ON i.kind = p.kind AND i.entity_key = p.entity_key
            GROUP  BY p.student_key, i.scope, p.first_day
            """;

    // What is the same for every stretch; true where no two things share an id.
    bool Prepare()
    {
        // A thing that has several ids has a scope for each of them.
        engine.MakeTemporaryFrom(session, Scopes, $"""
            SELECT DISTINCT CASE entity WHEN 'school' THEN 2 ELSE 3 END AS kind, entity_key, CONCAT(entity, ':', id) AS scope
            FROM   wh.entity_id
            WHERE  entity IN ('school', 'section') AND known_to = {LoadWork.Open}
            """);
        engine.MakeTemporaryFrom(session, OwnScopes, $"""
            SELECT DISTINCT t.student_key, CONCAT('student:', t.id) AS scope
            FROM  (SELECT entity_key AS student_key, id FROM wh.entity_id WHERE entity = 'student' AND known_to = {LoadWork.Open}) t
            WHERE  1 = 1{touched.Only("t")}
            """);
        engine.MakeTemporaryFrom(session, Strangers, $"""
            SELECT t.student_key FROM known.student t
            WHERE  t.is_placeholder = 1{touched.Only("t")} AND NOT EXISTS (SELECT 1 FROM known.spell s WHERE s.student_key = t.student_key)
            """);
        return session.Value<long>($"SELECT COUNT(*) - COUNT(DISTINCT scope) FROM {Scopes}") == 0;
    }

    // A school keeps what was known while a student was its own; a section counts only while it runs.
    string Placed => $"""
        (SELECT student_key, kind, entity_key, first_day, MAX(last_day) AS last_day, MAX(is_lasting) AS is_lasting
         FROM (
            SELECT p.student_key, 2 AS kind, p.school_key AS entity_key, p.first_day, p.last_day, CAST(1 AS SMALLINT) AS is_lasting
            FROM  ({OfSchools}) p
            WHERE  1 = 1{touched.Only("p")}{_stretch.Only("p")}
            UNION ALL
            SELECT p.student_key, 3, p.section_key, COALESCE(p.first_day, {Always}), COALESCE(p.last_day, {Ever}), 0
            FROM  ({OfSections}) p
            WHERE  1 = 1{touched.Only("p")}{_stretch.Only("p")}) placed
         GROUP BY student_key, kind, entity_key, first_day)
        """;

    string OfSchools => $"""
        SELECT student_key, school_key, entry_date AS first_day, last_day FROM known.spell
        UNION ALL
        SELECT t.student_key, t.school_key, {Always}, {Ever}
        FROM   known.student t
        WHERE  t.school_key IS NOT NULL AND t.has_ended = 0 AND t.is_active = 1
          AND  NOT EXISTS (SELECT 1 FROM known.spell s WHERE s.student_key = t.student_key{_stretch.Only("s")})
        UNION ALL
        SELECT f.student_key, f.school_key, {Always}, {Ever}
        FROM  (SELECT m.student_key, COALESCE(m.school_key, x.school_key) AS school_key
               FROM   {Strangers} w JOIN known.mark_place m ON m.student_key = w.student_key JOIN known.section x ON x.section_key = m.section_key
               UNION SELECT i.student_key, i.school_key FROM {Strangers} w JOIN known.incident i ON i.student_key = w.student_key) f
        WHERE  f.school_key IS NOT NULL
        """;

    string OfSections => $"""
        SELECT e.student_key, e.section_key, COALESCE(e.begin_date, s.first_day) AS first_day, COALESCE(e.end_date, s.last_day) AS last_day
        FROM   known.section_enrollment e LEFT JOIN known.section_span s ON s.section_key = e.section_key
        UNION ALL
        SELECT f.student_key, f.section_key, s.first_day, s.last_day
        FROM  (SELECT student_key, section_key FROM known.mark_place UNION SELECT student_key, section_key FROM known.attendance_place WHERE section_key <> 0) f
              JOIN known.student t ON t.student_key = f.student_key AND t.is_placeholder = 1
              LEFT JOIN known.section_span s ON s.section_key = f.section_key
        WHERE  NOT EXISTS (SELECT 1 FROM known.section_enrollment e WHERE e.student_key = f.student_key AND e.section_key = f.section_key{_stretch.Only("e")})
        """;
}
