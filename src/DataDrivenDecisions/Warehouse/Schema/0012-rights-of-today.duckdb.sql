-- Who looks at a past day sees what was known then of the students whom she may see now: 'today' is then that day, and 'rights_day' the real one.
DROP VIEW viewer.student;

CREATE VIEW viewer.student AS
    SELECT p.student_key, MAX(CASE WHEN p.last_day >= d.day THEN CAST('9999-12-31' AS DATE) ELSE p.last_day END) AS seen_until
    FROM   wh.placement p CROSS JOIN (SELECT COALESCE(CAST(getvariable('rights_day') AS DATE), CAST(getvariable('today') AS DATE)) AS day) d
    WHERE  p.known_to = 9223372036854775807
      AND  p.scope IN (SELECT scope FROM viewer.scope)
      AND  (p.is_lasting = 1 OR (p.first_day <= d.day AND p.last_day >= d.day))
    GROUP  BY p.student_key;

DROP VIEW viewer.reason;

CREATE VIEW viewer.reason AS
    SELECT i.id, p.scope,
           CASE WHEN p.scope LIKE 'student:%' THEN 1 WHEN p.scope LIKE 'section:%' THEN 2 WHEN p.scope LIKE 'school:%' THEN 3 ELSE 4 END AS narrowness
    FROM   wh.placement p JOIN wh.entity_id i ON i.entity = 'student' AND i.entity_key = p.student_key AND i.known_to = 9223372036854775807
           CROSS JOIN (SELECT COALESCE(CAST(getvariable('rights_day') AS DATE), CAST(getvariable('today') AS DATE)) AS day) d
    WHERE  p.known_to = 9223372036854775807
      AND  p.scope IN (SELECT scope FROM viewer.scope)
      AND  (p.is_lasting = 1 OR (p.first_day <= d.day AND p.last_day >= d.day));
