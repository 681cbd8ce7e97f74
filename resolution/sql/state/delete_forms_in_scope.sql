DELETE FROM forms WHERE form IN (SELECT key FROM scope)
