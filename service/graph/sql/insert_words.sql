INSERT INTO words (rowid, search, facets) SELECT key, search, facets FROM detail WHERE key IN (SELECT value FROM json_each(:keys))
