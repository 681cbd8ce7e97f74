DELETE FROM person_pairs WHERE component IN (SELECT key FROM scope)
