-- By which rules a district has its students judged, where it is otherwise than usual. A rule is never changed: a new version is added, so that what a night said can be told by the rule of that night.
CREATE TABLE judging_rule (
    district  NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind      NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    version   INT NOT NULL,
    content   NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    set_by    NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    set_at    NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_judging_rule PRIMARY KEY (district, kind, version),
    CONSTRAINT fk_judging_rule_district FOREIGN KEY (district) REFERENCES district (slug)
);
