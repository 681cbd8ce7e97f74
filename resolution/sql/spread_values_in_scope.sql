-- Pictures in scope that are shown in more than one region.
SELECT s.key FROM scope AS s JOIN holdings AS o ON o.value = s.key JOIN items AS i ON i.item = o.item
WHERE o.kind = 'image' GROUP BY s.key HAVING count(DISTINCT i.component) > 1
