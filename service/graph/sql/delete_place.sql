DELETE FROM place WHERE key IN (SELECT value FROM json_each(:keys))
