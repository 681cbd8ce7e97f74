DELETE FROM network WHERE key IN (SELECT value FROM json_each(:keys))
