-- What the person who brought a delivery said about it, so that it can be read again in the same way; what is held, apart from the general notes;
-- and what a delivery does or would do, by kind of record and school.
ALTER TABLE import_delivery ADD told NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT df_import_delivery_told DEFAULT N'{}';
GO

ALTER TABLE import_file ADD holds NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT df_import_file_holds DEFAULT N'[]', changes NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT df_import_file_changes DEFAULT N'[]';
