-- What the person who brought a delivery said about it, so that it can be read again in the same way; what is held, apart from the general notes;
-- and what a delivery does or would do, by kind of record and school.

ALTER TABLE import_delivery ADD COLUMN told TEXT NOT NULL DEFAULT '{}';
ALTER TABLE import_file ADD COLUMN holds TEXT NOT NULL DEFAULT '[]';
ALTER TABLE import_file ADD COLUMN changes TEXT NOT NULL DEFAULT '[]';
