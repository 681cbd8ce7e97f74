-- Which of these forms an item still holds, in any reading.
SELECT DISTINCT k.value
FROM json_each($forms) AS k LEFT JOIN forms AS f ON f.form = k.value CROSS JOIN holdings AS h ON h.value = coalesce(f.value, k.value)
WHERE h.form = k.value
