-- By which rules a district has its students judged, where it is otherwise than usual. A rule is never changed: a new version is added, so that what a night said can be told by the rule of that night.
CREATE TABLE judging_rule (
    district  TEXT NOT NULL REFERENCES district (slug),
    kind      TEXT NOT NULL,
    version   INTEGER NOT NULL,
    content   TEXT NULL,
    set_by    TEXT NOT NULL,
    set_at    TEXT NOT NULL,
    PRIMARY KEY (district, kind, version)
);
