-- Which forms in scope some item holds; a form that is known is looked up by its value.
SELECT DISTINCT s.key FROM scope AS s LEFT JOIN forms AS f ON f.form = s.key JOIN holdings AS h ON h.value = coalesce(f.value, s.key)
WHERE h.form = s.key
