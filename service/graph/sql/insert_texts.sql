INSERT INTO texts (rowid, search, facets) SELECT key, search, facets FROM of_ads WHERE key IN (SELECT value FROM json_each(:keys))
