-- The systems that a district's data come from: those that are pulled from, and those whose files are dropped and expected at a time.
-- The secret is sealed with a key that lies outside of this database.
CREATE TABLE source (
    district         NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name             NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind             NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    address          NVARCHAR(2000) COLLATE Latin1_General_100_BIN2 NOT NULL,
    client_id        NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    options          NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    secret           NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    due_time         NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NULL,
    due_every_hours  INT NULL,
    saved_version    NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NULL,
    last_tried_at    NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NULL,
    last_success_at  NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NULL,
    last_error       NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    added_by         NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    added_at         NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_source PRIMARY KEY (district, name),
    CONSTRAINT fk_source_district FOREIGN KEY (district) REFERENCES district (slug)
);
GO

-- Files that were fetched from a source's folder, so that none is fetched twice where it must stay where it is.
CREATE TABLE source_file (
    id           BIGINT IDENTITY(1, 1) NOT NULL,
    district     NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    source       NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name         NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    size         BIGINT NOT NULL,
    modified_at  NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sha256       NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    taken_at     NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_source_file PRIMARY KEY (id)
);
GO

CREATE INDEX source_file_by_source ON source_file (district, source, name);
