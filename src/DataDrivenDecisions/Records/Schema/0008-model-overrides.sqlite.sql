-- That a model is shown though it did not pass a gate: one person asks, with a reason, and another agrees. Nothing is erased; what was declined, withdrawn or has run out stays on file.
CREATE TABLE model_override (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    district    TEXT NOT NULL REFERENCES district (slug),
    model       TEXT NOT NULL,
    reason      TEXT NOT NULL,
    asked_by    TEXT NOT NULL,
    asked_at    TEXT NOT NULL,
    agreed_by   TEXT NULL,
    agreed_at   TEXT NULL,
    until_date  TEXT NULL,
    ended_by    TEXT NULL,
    ended_at    TEXT NULL
);
CREATE UNIQUE INDEX model_override_that_stands ON model_override (district, model) WHERE ended_at IS NULL;
