-- The systems that a district's data come from: those that are pulled from, and those whose files are dropped and expected at a time.
-- The secret is sealed with a key that lies outside of this file.
CREATE TABLE source (
    district         TEXT NOT NULL REFERENCES district (slug),
    name             TEXT NOT NULL,
    kind             TEXT NOT NULL,
    address          TEXT NOT NULL,
    client_id        TEXT NOT NULL,
    options          TEXT NOT NULL,
    secret           TEXT NULL,
    due_time         TEXT NULL,
    due_every_hours  INTEGER NULL,
    saved_version    TEXT NULL,
    last_tried_at    TEXT NULL,
    last_success_at  TEXT NULL,
    last_error       TEXT NULL,
    added_by         TEXT NOT NULL,
    added_at         TEXT NOT NULL,
    PRIMARY KEY (district, name)
);

-- Files that were fetched from a source's folder, so that none is fetched twice where it must stay where it is.
CREATE TABLE source_file (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    district     TEXT NOT NULL,
    source       TEXT NOT NULL,
    name         TEXT NOT NULL,
    size         INTEGER NOT NULL,
    modified_at  TEXT NOT NULL,
    sha256       TEXT NOT NULL,
    taken_at     TEXT NOT NULL
);
CREATE INDEX source_file_by_source ON source_file (district, source, name);
