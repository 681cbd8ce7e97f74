DELETE FROM members WHERE record IN (SELECT key FROM scope)
