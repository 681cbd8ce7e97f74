INSERT INTO words (rowid, search, facets) SELECT key, search, facets FROM of_entities WHERE key IN (SELECT value FROM json_each(:keys))
