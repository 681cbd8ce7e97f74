DELETE FROM holdings WHERE item IN (SELECT key FROM scope)
