DELETE FROM detail WHERE key IN (SELECT value FROM json_each(:keys))
