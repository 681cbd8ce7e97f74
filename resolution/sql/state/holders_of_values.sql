-- The items that hold any of these forms, in any reading.
SELECT DISTINCT h.item
FROM json_each($values) AS k LEFT JOIN forms AS f ON f.form = k.value CROSS JOIN holdings AS h ON h.value = coalesce(f.value, k.value)
WHERE h.form = k.value
