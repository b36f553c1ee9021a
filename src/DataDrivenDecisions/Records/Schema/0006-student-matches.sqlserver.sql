-- Which student an id of a result file means, where the roster does not know the id and a person had to say it; without a student it is
-- none of them. A decision that was replaced or taken back stays on file.
-- Of what stands there is one: that column is 0 while a row stands and its number afterwards, so that no index with a condition is needed, which not everything that speaks T-SQL has.
CREATE TABLE student_match (
    id             BIGINT IDENTITY(1, 1) NOT NULL,
    district       NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    id_kind        NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    source_id      NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    student_id     NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    decided_by     NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    decided_at     NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    taken_back_by  NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    taken_back_at  NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NULL,
    stands         AS CASE WHEN taken_back_at IS NULL THEN CAST(0 AS BIGINT) ELSE id END PERSISTED NOT NULL,
    CONSTRAINT pk_student_match PRIMARY KEY (id),
    CONSTRAINT fk_student_match_district FOREIGN KEY (district) REFERENCES district (slug),
    CONSTRAINT uq_student_match_that_stands UNIQUE (district, id_kind, source_id, stands)
);
