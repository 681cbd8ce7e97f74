DELETE FROM form_keys WHERE form IN (SELECT key FROM scope)
