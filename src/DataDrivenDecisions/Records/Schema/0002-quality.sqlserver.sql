-- What the checks of data quality found, night by night, rule by rule and school by school. The row without a school says that the rule
-- ran, and counts what belongs to no school.
CREATE TABLE quality_count (
    district        NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    as_of_date      NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "rule"          NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    school_id       NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    school_name     NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    open_count      INT NOT NULL,
    accepted_count  INT NOT NULL,
    CONSTRAINT pk_quality_count PRIMARY KEY (district, as_of_date, "rule", school_id),
    CONSTRAINT fk_quality_count_district FOREIGN KEY (district) REFERENCES district (slug)
);
GO

-- A finding that a person has looked at and lets stand, with the reason. One that is taken back stays on file.
CREATE TABLE quality_acceptance (
    id             BIGINT IDENTITY(1, 1) NOT NULL,
    district       NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    "rule"         NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    record_id      NVARCHAR(600) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reason         NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    accepted_by    NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    accepted_at    NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    taken_back_by  NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    taken_back_at  NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT pk_quality_acceptance PRIMARY KEY (id),
    CONSTRAINT fk_quality_acceptance_district FOREIGN KEY (district) REFERENCES district (slug)
);
GO

CREATE INDEX quality_acceptance_by_rule ON quality_acceptance (district, "rule", record_id);
