DELETE FROM form_pairs WHERE lower IN (SELECT key FROM scope) OR upper IN (SELECT key FROM scope)
