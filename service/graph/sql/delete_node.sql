DELETE FROM node WHERE key IN (SELECT value FROM json_each(:keys))
