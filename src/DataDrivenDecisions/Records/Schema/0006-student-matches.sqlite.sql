-- Which student an id of a result file means, where the roster does not know the id and a person had to say it; without a student it is
-- none of them. A decision that was replaced or taken back stays on file.
CREATE TABLE student_match (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    district       TEXT NOT NULL REFERENCES district (slug),
    id_kind        TEXT NOT NULL,
    source_id      TEXT NOT NULL,
    student_id     TEXT NULL,
    decided_by     TEXT NOT NULL,
    decided_at     TEXT NOT NULL,
    taken_back_by  TEXT NULL,
    taken_back_at  TEXT NULL
);
CREATE UNIQUE INDEX student_match_that_stands ON student_match (district, id_kind, source_id) WHERE taken_back_at IS NULL;
