DELETE FROM items WHERE item IN (SELECT key FROM scope)
