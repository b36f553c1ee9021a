-- What a district has set otherwise than usual; a name that is not here is as the program has it.
CREATE TABLE district_setting (
    district  NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name      NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    value     BIGINT NOT NULL,
    set_by    NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    set_at    NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_district_setting PRIMARY KEY (district, name),
    CONSTRAINT fk_district_setting_district FOREIGN KEY (district) REFERENCES district (slug)
);
