-- Ads in scope that share two pictures, or one and their name; pictures that are hubs left out.
WITH shown AS (
    SELECT DISTINCT h.item, h.value, i.name
    FROM scope AS s JOIN holdings AS h ON h.item = s.key JOIN items AS i ON i.item = s.key
    WHERE h.kind = 'image' AND NOT EXISTS (SELECT 1 FROM hubs AS u WHERE u.value = h.value)
)
SELECT a.item AS lower, b.item AS upper FROM shown AS a JOIN shown AS b ON b.value = a.value AND a.item < b.item
GROUP BY a.item, b.item HAVING count(*) >= 2 OR bool_or(a.name = b.name)
