-- Whom a person chose to see in a week with so many places: by order, and by lot among those whose order could not be told apart. Nothing is erased: a new draw stands beside the old one, with its reason.
CREATE TABLE capacity_list (
    id          BIGINT IDENTITY(1, 1) NOT NULL,
    district    NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    asked_by    NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    made_at     NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    week        NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    scope       NVARCHAR(300) COLLATE Latin1_General_100_BIN2 NOT NULL,
    places      INT NOT NULL,
    as_of_date  NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    seed        NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reason      NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    by_order    NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    candidates  NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    drawn       NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_capacity_list PRIMARY KEY (id),
    CONSTRAINT fk_capacity_list_district FOREIGN KEY (district) REFERENCES district (slug)
);
GO

CREATE INDEX capacity_list_of_week ON capacity_list (district, asked_by, week);
