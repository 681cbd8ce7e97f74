-- One item for each form in scope, from which its parts can be read.
SELECT (SELECT min(h.item) FROM holdings AS h WHERE h.value = coalesce(f.value, s.key) AND h.form = s.key)
FROM scope AS s LEFT JOIN forms AS f ON f.form = s.key
