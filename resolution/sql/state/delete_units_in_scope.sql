DELETE FROM units WHERE component IN (SELECT key FROM scope)
