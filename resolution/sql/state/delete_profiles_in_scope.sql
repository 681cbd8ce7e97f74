DELETE FROM profiles WHERE item IN (SELECT key FROM scope)
