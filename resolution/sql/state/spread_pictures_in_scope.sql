-- Pictures of the items in scope that are shown in more than one region.
SELECT v.value
FROM (SELECT DISTINCT h.value AS value FROM scope AS s CROSS JOIN holdings AS h ON h.item = s.key WHERE h.kind = 'image') AS v
    CROSS JOIN holdings AS o ON o.value = v.value CROSS JOIN items AS i ON i.item = o.item
GROUP BY v.value HAVING min(i.component) <> max(i.component)
