-- Which forms in scope some item holds; a form that is known is looked up by its value.
SELECT s.key FROM scope AS s LEFT JOIN forms AS f ON f.form = s.key
WHERE EXISTS (SELECT 1 FROM holdings AS h WHERE h.value = coalesce(f.value, s.key) AND h.form = s.key)
