-- The pairs in scope, each written lower|upper.
DELETE FROM form_pairs WHERE lower || '|' || upper IN (SELECT key FROM scope)
