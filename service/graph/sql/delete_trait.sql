DELETE FROM trait WHERE network IN (SELECT value FROM json_each(:keys))
