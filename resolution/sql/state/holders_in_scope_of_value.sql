-- Which items in scope hold a value, as `holders_of_value`.
SELECT DISTINCT
    h.item, i.site, i.name, i.identity, i.place, iif(i.site IS NULL, NULL, i.joint) AS joint, i.line,
    iif(i.site IS NULL, NULL, i.first_seen) AS first_seen, iif(i.site IS NULL, NULL, i.last_seen) AS last_seen
FROM scope AS s CROSS JOIN holdings AS h ON h.value = $value AND h.item = s.key CROSS JOIN items AS i ON i.item = h.item
WHERE h.role IN ('given', 'chosen')
