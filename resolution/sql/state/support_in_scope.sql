-- How many items give each form in scope beyond doubt.
SELECT h.value, count(DISTINCT h.item) FROM scope AS s CROSS JOIN holdings AS h ON h.value = s.key WHERE h.role = 'given' GROUP BY h.value
