DELETE FROM numbers WHERE value IN (SELECT key FROM scope)
