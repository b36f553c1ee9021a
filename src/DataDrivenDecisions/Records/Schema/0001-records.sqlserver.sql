-- What people write, and what the service remembers of its own work. Times are UTC in ISO 8601, as text that sorts as time; flags are 0/1.
-- Text compares byte for byte in any database, so that sch-1 and SCH-1 are two.
CREATE TABLE district (
    slug       NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name       NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    time_zone  NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    clock_day  NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT pk_district PRIMARY KEY (slug)
);
GO

CREATE TABLE person (
    id             BIGINT IDENTITY(1, 1) NOT NULL,
    user_name      NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    display_name   NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    role           NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    district       NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    staff_id       NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    guardian_id    NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    is_active      SMALLINT NOT NULL CONSTRAINT df_person_is_active DEFAULT 1,
    password_hash  NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NULL,
    failed_count   INT NOT NULL CONSTRAINT df_person_failed_count DEFAULT 0,
    locked_until   NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NULL,
    created_at     NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT uq_person_user_name UNIQUE (user_name),
    CONSTRAINT fk_person_district FOREIGN KEY (district) REFERENCES district (slug)
);
GO

-- A link is kept only as the hash of its token, works once, and expires.
CREATE TABLE set_up_link (
    token_hash  NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    person_id   BIGINT NOT NULL,
    expires_at  NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    used_at     NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT pk_set_up_link PRIMARY KEY (token_hash),
    CONSTRAINT fk_set_up_link_person_id FOREIGN KEY (person_id) REFERENCES person (id)
);
GO

-- A scope (district, school:ID, section:ID, student:ID) or a right (sensitive:meals, ...).
CREATE TABLE person_grant (
    person_id   BIGINT NOT NULL,
    scope       NVARCHAR(300) COLLATE Latin1_General_100_BIN2 NOT NULL,
    granted_by  NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    granted_at  NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_person_grant PRIMARY KEY (person_id, scope),
    CONSTRAINT fk_person_grant_person_id FOREIGN KEY (person_id) REFERENCES person (id)
);
GO

CREATE TABLE import_delivery (
    id           BIGINT IDENTITY(1, 1) NOT NULL,
    district     NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name         NVARCHAR(1000) COLLATE Latin1_General_100_BIN2 NOT NULL,
    source       NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    hash         NVARCHAR(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
    brought_by   NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    came_at      NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "load"       BIGINT NULL,
    state        NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    archived_as  NVARCHAR(1000) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT pk_import_delivery PRIMARY KEY (id),
    CONSTRAINT fk_import_delivery_district FOREIGN KEY (district) REFERENCES district (slug)
);
GO

CREATE INDEX import_delivery_by_district ON import_delivery (district, id);
GO

CREATE TABLE import_file (
    id                BIGINT IDENTITY(1, 1) NOT NULL,
    delivery_id       BIGINT NOT NULL,
    "file"            NVARCHAR(1000) COLLATE Latin1_General_100_BIN2 NOT NULL,
    format            NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    state             NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    rows_in           BIGINT NOT NULL,
    added             BIGINT NOT NULL,
    changed           BIGINT NOT NULL,
    ended             BIGINT NOT NULL,
    unchanged         BIGINT NOT NULL,
    rejected          BIGINT NOT NULL,
    duplicate         BIGINT NOT NULL,
    held              BIGINT NOT NULL,
    skipped           BIGINT NOT NULL,
    ended_by_absence  BIGINT NOT NULL,
    placeholders      BIGINT NOT NULL,
    seconds           FLOAT(53) NOT NULL,
    refusal           NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    warnings          NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_import_file PRIMARY KEY (id),
    CONSTRAINT fk_import_file_delivery_id FOREIGN KEY (delivery_id) REFERENCES import_delivery (id)
);
GO

CREATE INDEX import_file_by_delivery ON import_file (delivery_id);
GO

CREATE TABLE import_reject (
    file_id        BIGINT NOT NULL,
    line           BIGINT NOT NULL,
    column_name    NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    "rule"         NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reason         NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    fix            NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    original_line  NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT fk_import_reject_file_id FOREIGN KEY (file_id) REFERENCES import_file (id)
);
GO

CREATE INDEX import_reject_by_file ON import_reject (file_id, line);
GO

CREATE TABLE schedule (
    district   NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    schedule   NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    cron       NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    time_zone  NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    is_paused  SMALLINT NOT NULL CONSTRAINT df_schedule_is_paused DEFAULT 0,
    CONSTRAINT pk_schedule PRIMARY KEY (district, schedule),
    CONSTRAINT fk_schedule_district FOREIGN KEY (district) REFERENCES district (slug)
);
GO

CREATE TABLE run (
    id           BIGINT IDENTITY(1, 1) NOT NULL,
    district     NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    schedule     NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    started_by   NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    started_at   NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    finished_at  NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NULL,
    state        NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    row_count    BIGINT NOT NULL CONSTRAINT df_run_row_count DEFAULT 0,
    seconds      FLOAT(53) NOT NULL CONSTRAINT df_run_seconds DEFAULT 0,
    message      NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT df_run_message DEFAULT N'',
    CONSTRAINT pk_run PRIMARY KEY (id),
    CONSTRAINT fk_run_district FOREIGN KEY (district) REFERENCES district (slug)
);
GO

CREATE INDEX run_by_district ON run (district, id);
GO

CREATE TABLE model_card (
    id          BIGINT IDENTITY(1, 1) NOT NULL,
    district    NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    model       NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    as_of_date  NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    made_at     NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    published   SMALLINT NOT NULL,
    card        NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_model_card PRIMARY KEY (id),
    CONSTRAINT fk_model_card_district FOREIGN KEY (district) REFERENCES district (slug)
);
GO

CREATE INDEX model_card_by_model ON model_card (district, model, id);
GO

-- Each row's hash covers the row before it, so that a change, a gap or a missing end shows.
CREATE TABLE audit (
    id             BIGINT NOT NULL,
    at             NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    who            NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    what           NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    about          NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    previous_hash  NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    hash           NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_audit PRIMARY KEY (id)
);
GO

CREATE TABLE audit_head (
    only_row  INT NOT NULL,
    last_id   BIGINT NOT NULL,
    hash      NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_audit_head PRIMARY KEY (only_row),
    CONSTRAINT ck_audit_head_only_row CHECK (only_row = 1)
);
GO

INSERT INTO audit_head (only_row, last_id, hash) VALUES (1, 0, N'');
GO

CREATE TRIGGER audit_is_never_changed ON audit INSTEAD OF UPDATE AS
BEGIN
    THROW 50001, N'the audit is never changed', 1;
END
GO

CREATE TRIGGER audit_is_never_shortened ON audit INSTEAD OF DELETE AS
BEGIN
    THROW 50001, N'the audit is never shortened', 1;
END
