DELETE FROM ad WHERE key IN (SELECT value FROM json_each(:keys))
