-- Growth percentiles of the night: how much a student's score has grown, beside those who had the same score a year before.

DROP VIEW seen.growth;

-- One row per student, assessment, subject, school year, season and version. A night tells the growth of its school year and of the one before anew.
CREATE TABLE wh.growth (
    student_key INTEGER NOT NULL, school_key INTEGER, school_year INTEGER NOT NULL, assessment VARCHAR NOT NULL, subject VARCHAR NOT NULL, season VARCHAR NOT NULL,
    grade VARCHAR, test_date DATE NOT NULL, score_points DECIMAL(12,4) NOT NULL, prior_count INTEGER NOT NULL, growth_percentile INTEGER, low_percentile INTEGER,
    high_percentile INTEGER, group_count INTEGER, next_low_points DECIMAL(12,4), next_median_points DECIMAL(12,4), next_high_points DECIMAL(12,4),
    target_points DECIMAL(12,4), target_years INTEGER, needed_percentile INTEGER, reason VARCHAR, definition_version VARCHAR, known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

CREATE VIEW known.growth AS
    SELECT student_key, school_key, school_year, assessment, subject, season, grade, test_date, score_points, prior_count, growth_percentile, low_percentile, high_percentile,
           group_count, next_low_points, next_median_points, next_high_points, target_points, target_years, needed_percentile, reason, definition_version, known_from,
           file_number, line
    FROM   wh.growth WHERE known_from <= CAST(getvariable('as_of_load') AS BIGINT) AND known_to > CAST(getvariable('as_of_load') AS BIGINT);

CREATE VIEW seen.growth AS
    SELECT g.student_key, t.student_id, g.school_key, s.school_id, g.assessment, g.subject, g.school_year, g.season AS test_window, g.grade, g.test_date, g.score_points,
           g.prior_count, g.growth_percentile, g.low_percentile, g.high_percentile, g.group_count, g.next_low_points, g.next_median_points, g.next_high_points,
           g.target_points, g.target_years, g.needed_percentile, g.reason, g.definition_version, g.known_from AS "load"
    FROM   known.growth g
           JOIN known.student t ON t.student_key = g.student_key
           LEFT JOIN known.school s ON s.school_key = g.school_key
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = g.student_key AND g.test_date <= v.seen_until);
