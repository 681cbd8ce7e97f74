-- Pictures of the items in scope that are shown in more than one region.
SELECT v.value
FROM (SELECT DISTINCT h.value FROM scope AS s JOIN holdings AS h ON h.item = s.key WHERE h.kind = 'image') AS v
    JOIN holdings AS o ON o.value = v.value JOIN items AS i ON i.item = o.item
GROUP BY v.value HAVING count(DISTINCT i.component) > 1
