-- What the checks of data quality found, night by night, rule by rule and school by school. The row without a school says that the rule
-- ran, and counts what belongs to no school.
CREATE TABLE quality_count (
    district        TEXT NOT NULL REFERENCES district (slug),
    as_of_date      TEXT NOT NULL,
    rule            TEXT NOT NULL,
    school_id       TEXT NOT NULL,
    school_name     TEXT NOT NULL,
    open_count      INTEGER NOT NULL,
    accepted_count  INTEGER NOT NULL,
    PRIMARY KEY (district, as_of_date, rule, school_id)
);

-- A finding that a person has looked at and lets stand, with the reason. One that is taken back stays on file.
CREATE TABLE quality_acceptance (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    district       TEXT NOT NULL REFERENCES district (slug),
    rule           TEXT NOT NULL,
    record_id      TEXT NOT NULL,
    reason         TEXT NOT NULL,
    accepted_by    TEXT NOT NULL,
    accepted_at    TEXT NOT NULL,
    taken_back_by  TEXT NULL,
    taken_back_at  TEXT NULL
);
CREATE INDEX quality_acceptance_by_rule ON quality_acceptance (district, rule, record_id);
