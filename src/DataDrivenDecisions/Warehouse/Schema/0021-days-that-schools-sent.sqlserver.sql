-- On which days schools have sent attendance, and of which periods, kept at every load: added up from all rows of all students each time, it cost a night that goes through a large
-- district stretch by stretch several seconds for each.

-- One row per school, school year, day and version: somebody's attendance was sent of that day.
CREATE TABLE wh.school_event_day (
    school_key INT NOT NULL, school_year INT NOT NULL, school_date DATE NOT NULL,
    known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_school_event_day PRIMARY KEY (school_key, school_year, school_date, known_from));
GO

-- One row per school, school year, period and version: attendance was sent of that period; of a section without a period where it is empty.
CREATE TABLE wh.school_period (
    school_key INT NOT NULL, school_year INT NOT NULL, period NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_school_period PRIMARY KEY (school_key, school_year, period, known_from));
GO

-- A day is known for as long as any of its rows is: spans of loads that overlap or meet are one.
INSERT INTO wh.school_event_day (school_key, school_year, school_date, known_from, known_to, file_number, line)
SELECT school_key, school_year, school_date, MIN(known_from), MAX(known_to), 0, 0
FROM  (SELECT school_key, school_year, school_date, known_from, known_to,
              SUM(begins) OVER (PARTITION BY school_key, school_year, school_date ORDER BY known_from, known_to ROWS UNBOUNDED PRECEDING) AS stretch
       FROM  (SELECT school_key, school_year, school_date, known_from, known_to,
                     CASE WHEN known_from <= MAX(known_to) OVER (PARTITION BY school_key, school_year, school_date ORDER BY known_from, known_to ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                          THEN 0 ELSE 1 END AS begins
              FROM  (SELECT DISTINCT school_key, school_year, school_date, known_from, known_to FROM wh.attendance_row) said) begun) stretched
GROUP  BY school_key, school_year, school_date, stretch;
GO

INSERT INTO wh.school_period (school_key, school_year, period, known_from, known_to, file_number, line)
SELECT school_key, school_year, period, MIN(known_from), MAX(known_to), 0, 0
FROM  (SELECT school_key, school_year, period, known_from, known_to,
              SUM(begins) OVER (PARTITION BY school_key, school_year, period ORDER BY known_from, known_to ROWS UNBOUNDED PRECEDING) AS stretch
       FROM  (SELECT school_key, school_year, period, known_from, known_to,
                     CASE WHEN known_from <= MAX(known_to) OVER (PARTITION BY school_key, school_year, period ORDER BY known_from, known_to ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                          THEN 0 ELSE 1 END AS begins
              FROM  (SELECT DISTINCT r.school_key, r.school_year, k.period, r.known_from, r.known_to
                     FROM   wh.attendance_row r JOIN wh.attendance_kind k ON k.attendance_kind_key = r.attendance_kind_key
                     WHERE  k.period <> '' OR r.section_key <> 0) said) begun) stretched
GROUP  BY school_key, school_year, period, stretch;
GO

CREATE VIEW known.school_event_day AS
    SELECT school_key, school_year, school_date FROM wh.school_event_day WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.school_period AS
    SELECT school_key, school_year, period FROM wh.school_period WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

DROP VIEW known.school_year_report;
GO

-- One row per school and year: has it sent a calendar, has it sent submitted days, and until when has it sent events.
CREATE VIEW known.school_year_report AS
    SELECT school_key, school_year, MAX(has_calendar) AS has_calendar, MAX(has_submitted) AS has_submitted, MAX(last_event) AS last_event
    FROM  (SELECT school_key, school_year, 1 AS has_calendar, 0 AS has_submitted, CAST(NULL AS DATE) AS last_event FROM known.calendar_day
           UNION ALL SELECT school_key, school_year, 0, 1, NULL FROM known.attendance_submitted
           UNION ALL SELECT school_key, school_year, 0, 0, school_date FROM known.school_event_day) said
    GROUP  BY school_key, school_year;
GO

DROP VIEW known.school_session_day;
GO

-- One row per school and day. Without a calendar the days are those with submissions or events; without submissions a day counts as
-- submitted up to the last event of the year (the "max submitted date" rule).
CREATE VIEW known.school_session_day AS
    SELECT d.school_key, d.school_year, d.school_date, d.day_type, d.is_instructional,
           CAST(CASE WHEN r.has_submitted = 1 THEN CASE WHEN s.school_key IS NULL THEN 0 ELSE 1 END
                     WHEN d.school_date <= r.last_event THEN 1 ELSE 0 END AS SMALLINT) AS is_submitted
    FROM  (SELECT school_key, school_year, school_date, day_type, is_instructional FROM known.calendar_day
           UNION ALL
           SELECT e.school_key, e.school_year, e.school_date, NULL, 1
           FROM  (SELECT school_key, school_year, school_date FROM known.attendance_submitted
                  UNION SELECT school_key, school_year, school_date FROM known.school_event_day) e
                  JOIN known.school_year_report n ON n.school_key = e.school_key AND n.school_year = e.school_year
           WHERE  n.has_calendar = 0) d
           JOIN known.school_year_report r ON r.school_key = d.school_key AND r.school_year = d.school_year
           LEFT JOIN known.attendance_submitted s ON s.school_key = d.school_key AND s.school_date = d.school_date;
GO

DROP VIEW known.period_school;
GO

-- Schools that take attendance by period or section, year by year: there alone several rows speak of one day and must be folded into one.
CREATE VIEW known.period_school AS
    SELECT DISTINCT school_key, school_year FROM known.school_period;
GO

DROP VIEW known.school_periods;
GO

-- How many periods a day has where a source sends exceptions by period: the most that the school used in that year.
CREATE VIEW known.school_periods AS
    SELECT school_key, school_year, COUNT(*) AS periods FROM known.school_period WHERE period <> '' GROUP BY school_key, school_year;
GO
