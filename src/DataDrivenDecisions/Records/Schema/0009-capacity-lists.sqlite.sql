-- Whom a person chose to see in a week with so many places: by order, and by lot among those whose order could not be told apart. Nothing is erased: a new draw stands beside the old one, with its reason.
CREATE TABLE capacity_list (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    district    TEXT NOT NULL REFERENCES district (slug),
    asked_by    TEXT NOT NULL,
    made_at     TEXT NOT NULL,
    week        TEXT NOT NULL,
    scope       TEXT NOT NULL,
    places      INTEGER NOT NULL,
    as_of_date  TEXT NOT NULL,
    seed        TEXT NOT NULL,
    reason      TEXT NULL,
    by_order    TEXT NOT NULL,
    candidates  TEXT NOT NULL,
    drawn       TEXT NOT NULL
);
CREATE INDEX capacity_list_of_week ON capacity_list (district, asked_by, week);
