-- What people write, and what the service remembers of its own work. Times are UTC in ISO 8601; flags are 0/1.
CREATE TABLE district (
    slug       TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    time_zone  TEXT NOT NULL,
    clock_day  TEXT NULL
);

CREATE TABLE person (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    user_name      TEXT NOT NULL UNIQUE,
    display_name   TEXT NOT NULL,
    role           TEXT NOT NULL,
    district       TEXT NOT NULL REFERENCES district (slug),
    staff_id       TEXT NULL,
    guardian_id    TEXT NULL,
    is_active      INTEGER NOT NULL DEFAULT 1,
    password_hash  TEXT NULL,
    failed_count   INTEGER NOT NULL DEFAULT 0,
    locked_until   TEXT NULL,
    created_at     TEXT NOT NULL
);

-- A link is kept only as the hash of its token, works once, and expires.
CREATE TABLE set_up_link (
    token_hash  TEXT PRIMARY KEY,
    person_id   INTEGER NOT NULL REFERENCES person (id),
    expires_at  TEXT NOT NULL,
    used_at     TEXT NULL
);

-- A scope (district, school:ID, section:ID, student:ID) or a right (sensitive:meals, ...).
CREATE TABLE person_grant (
    person_id   INTEGER NOT NULL REFERENCES person (id),
    scope       TEXT NOT NULL,
    granted_by  TEXT NOT NULL,
    granted_at  TEXT NOT NULL,
    PRIMARY KEY (person_id, scope)
);

CREATE TABLE import_delivery (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    district     TEXT NOT NULL REFERENCES district (slug),
    name         TEXT NOT NULL,
    source       TEXT NOT NULL,
    hash         TEXT NOT NULL,
    brought_by   TEXT NOT NULL,
    came_at      TEXT NOT NULL,
    load         INTEGER NULL,
    state        TEXT NOT NULL,
    archived_as  TEXT NULL
);
CREATE INDEX import_delivery_by_district ON import_delivery (district, id);

CREATE TABLE import_file (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    delivery_id       INTEGER NOT NULL REFERENCES import_delivery (id),
    file              TEXT NOT NULL,
    format            TEXT NULL,
    state             TEXT NOT NULL,
    rows_in           INTEGER NOT NULL,
    added             INTEGER NOT NULL,
    changed           INTEGER NOT NULL,
    ended             INTEGER NOT NULL,
    unchanged         INTEGER NOT NULL,
    rejected          INTEGER NOT NULL,
    duplicate         INTEGER NOT NULL,
    held              INTEGER NOT NULL,
    skipped           INTEGER NOT NULL,
    ended_by_absence  INTEGER NOT NULL,
    placeholders      INTEGER NOT NULL,
    seconds           REAL NOT NULL,
    refusal           TEXT NULL,
    warnings          TEXT NOT NULL
);
CREATE INDEX import_file_by_delivery ON import_file (delivery_id);

CREATE TABLE import_reject (
    file_id        INTEGER NOT NULL REFERENCES import_file (id),
    line           INTEGER NOT NULL,
    column_name    TEXT NULL,
    rule           TEXT NOT NULL,
    reason         TEXT NOT NULL,
    fix            TEXT NOT NULL,
    original_line  TEXT NULL
);
CREATE INDEX import_reject_by_file ON import_reject (file_id, line);

CREATE TABLE schedule (
    district   TEXT NOT NULL REFERENCES district (slug),
    schedule   TEXT NOT NULL,
    cron       TEXT NOT NULL,
    time_zone  TEXT NOT NULL,
    is_paused  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (district, schedule)
);

CREATE TABLE run (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    district     TEXT NOT NULL REFERENCES district (slug),
    schedule     TEXT NOT NULL,
    started_by   TEXT NOT NULL,
    started_at   TEXT NOT NULL,
    finished_at  TEXT NULL,
    state        TEXT NOT NULL,
    row_count    INTEGER NOT NULL DEFAULT 0,
    seconds      REAL NOT NULL DEFAULT 0,
    message      TEXT NOT NULL DEFAULT ''
);
CREATE INDEX run_by_district ON run (district, id);

CREATE TABLE model_card (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    district    TEXT NOT NULL REFERENCES district (slug),
    model       TEXT NOT NULL,
    as_of_date  TEXT NOT NULL,
    made_at     TEXT NOT NULL,
    published   INTEGER NOT NULL,
    card        TEXT NOT NULL
);
CREATE INDEX model_card_by_model ON model_card (district, model, id);

-- Each row's hash covers the row before it, so that a change, a gap or a missing end shows.
CREATE TABLE audit (
    id             INTEGER PRIMARY KEY,
    at             TEXT NOT NULL,
    who            TEXT NOT NULL,
    what           TEXT NOT NULL,
    about          TEXT NOT NULL,
    previous_hash  TEXT NOT NULL,
    hash           TEXT NOT NULL
);
CREATE TABLE audit_head (
    only_row  INTEGER PRIMARY KEY CHECK (only_row = 1),
    last_id   INTEGER NOT NULL,
    hash      TEXT NOT NULL
);
INSERT INTO audit_head (only_row, last_id, hash) VALUES (1, 0, '');
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is never shortened'); END;
