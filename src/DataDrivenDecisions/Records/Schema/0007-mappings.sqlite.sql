-- How a district reads exports that no format of the program knows. A mapping that is changed or retired stays on file, so that it can be told
-- by what an earlier delivery was read.
CREATE TABLE mapping_profile (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    district    TEXT NOT NULL REFERENCES district (slug),
    name        TEXT NOT NULL,
    profile     TEXT NOT NULL,
    made_by     TEXT NOT NULL,
    made_at     TEXT NOT NULL,
    retired_by  TEXT NULL,
    retired_at  TEXT NULL
);
CREATE UNIQUE INDEX mapping_profile_in_use ON mapping_profile (district, name) WHERE retired_at IS NULL;
