-- An external-content index forgets a row only if told what it held.
INSERT INTO words (words, rowid, search, facets)
SELECT 'delete', key, search, facets FROM of_entities WHERE key IN (SELECT value FROM json_each(:keys))
