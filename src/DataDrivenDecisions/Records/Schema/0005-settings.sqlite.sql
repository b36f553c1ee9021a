-- What a district has set otherwise than usual; a name that is not here is as the program has it.
CREATE TABLE district_setting (
    district  TEXT NOT NULL REFERENCES district (slug),
    name      TEXT NOT NULL,
    value     INTEGER NOT NULL,
    set_by    TEXT NOT NULL,
    set_at    TEXT NOT NULL,
    PRIMARY KEY (district, name)
);
