-- Pictures of the items in scope that another region shows too and that are no hubs.
SELECT DISTINCT h.value
FROM scope AS s CROSS JOIN items AS m ON m.item = s.key CROSS JOIN holdings AS h ON h.item = s.key
WHERE h.kind = 'image' AND NOT EXISTS (SELECT 1 FROM hubs AS u WHERE u.value = h.value)
    AND EXISTS (SELECT 1 FROM holdings AS o CROSS JOIN items AS i ON i.item = o.item WHERE o.value = h.value AND i.component <> m.component)
