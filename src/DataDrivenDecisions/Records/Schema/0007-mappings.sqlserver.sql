-- How a district reads exports that no format of the program knows. A mapping that is changed or retired stays on file, so that it can be told
-- by what an earlier delivery was read.
-- Of what stands there is one: that column is 0 while a row stands and its number afterwards, so that no index with a condition is needed, which not everything that speaks T-SQL has.
CREATE TABLE mapping_profile (
    id          BIGINT IDENTITY(1, 1) NOT NULL,
    district    NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name        NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    profile     NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    made_by     NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    made_at     NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    retired_by  NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    retired_at  NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NULL,
    stands      AS CASE WHEN retired_at IS NULL THEN CAST(0 AS BIGINT) ELSE id END PERSISTED NOT NULL,
    CONSTRAINT pk_mapping_profile PRIMARY KEY (id),
    CONSTRAINT fk_mapping_profile_district FOREIGN KEY (district) REFERENCES district (slug),
    CONSTRAINT uq_mapping_profile_in_use UNIQUE (district, name, stands)
);
