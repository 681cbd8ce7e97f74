-- How many groups (joints of ads) meet at each value in scope.
SELECT s.key AS value, count(DISTINCT i.joint) AS met
FROM scope AS s CROSS JOIN holdings AS h ON h.value = s.key CROSS JOIN items AS i ON i.item = h.item
WHERE h.role IN ('given', 'chosen') AND i.site IS NOT NULL GROUP BY s.key
