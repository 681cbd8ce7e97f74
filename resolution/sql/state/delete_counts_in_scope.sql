DELETE FROM frequency WHERE key IN (SELECT key FROM scope)
