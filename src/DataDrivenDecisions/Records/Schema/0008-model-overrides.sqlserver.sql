-- That a model is shown though it did not pass a gate: one person asks, with a reason, and another agrees. Nothing is erased; what was declined, withdrawn or has run out stays on file.
-- Of what stands there is one: that column is 0 while a row stands and its number afterwards, so that no index with a condition is needed, which not everything that speaks T-SQL has.
CREATE TABLE model_override (
    id          BIGINT IDENTITY(1, 1) NOT NULL,
    district    NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    model       NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reason      NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    asked_by    NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    asked_at    NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    agreed_by   NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    agreed_at   NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NULL,
    until_date  NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NULL,
    ended_by    NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    ended_at    NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NULL,
    stands      AS CASE WHEN ended_at IS NULL THEN CAST(0 AS BIGINT) ELSE id END PERSISTED NOT NULL,
    CONSTRAINT pk_model_override PRIMARY KEY (id),
    CONSTRAINT fk_model_override_district FOREIGN KEY (district) REFERENCES district (slug),
    CONSTRAINT uq_model_override_that_stands UNIQUE (district, model, stands)
);
