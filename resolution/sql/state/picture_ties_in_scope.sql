-- Ads in scope that share two pictures, or one and their name; pictures that are hubs left out.
WITH shown AS MATERIALIZED (
    SELECT DISTINCT h.item AS item, h.value AS value, i.name AS name
    FROM scope AS s CROSS JOIN holdings AS h ON h.item = s.key CROSS JOIN items AS i ON i.item = s.key
    WHERE h.kind = 'image' AND NOT EXISTS (SELECT 1 FROM hubs AS u WHERE u.value = h.value)
)
SELECT a.item AS lower, b.item AS upper FROM shown AS a CROSS JOIN shown AS b ON b.value = a.value AND a.item < b.item
GROUP BY a.item, b.item HAVING count(*) >= 2 OR max(a.name = b.name)
