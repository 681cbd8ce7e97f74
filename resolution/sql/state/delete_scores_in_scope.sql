DELETE FROM scores WHERE component IN (SELECT key FROM scope)
