-- The items that hold any of these forms, in any reading.
SELECT DISTINCT h.item
FROM (SELECT unnest($values::VARCHAR[]) AS form) AS k LEFT JOIN forms AS f ON f.form = k.form
    JOIN holdings AS h ON h.value = coalesce(f.value, k.form)
WHERE h.form = k.form
