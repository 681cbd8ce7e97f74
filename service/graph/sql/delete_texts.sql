-- An external-content index forgets a row only if told what it held.
INSERT INTO texts (texts, rowid, search, facets)
SELECT 'delete', key, search, facets FROM of_ads WHERE key IN (SELECT value FROM json_each(:keys))
