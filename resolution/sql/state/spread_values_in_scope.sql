-- Pictures in scope that are shown in more than one region.
SELECT s.key FROM scope AS s CROSS JOIN holdings AS o ON o.value = s.key CROSS JOIN items AS i ON i.item = o.item
WHERE o.kind = 'image' GROUP BY s.key HAVING min(i.component) <> max(i.component)
