-- One item for each form in scope, from which its parts can be read.
SELECT min(h.item) FROM scope AS s LEFT JOIN forms AS f ON f.form = s.key JOIN holdings AS h ON h.value = coalesce(f.value, s.key)
WHERE h.form = s.key GROUP BY s.key
