-- The items that hold a number in series with one in scope.
SELECT DISTINCT h.item
FROM (
    SELECT p.upper AS other FROM scope AS s CROSS JOIN series AS p ON p.lower = s.key WHERE p.probability >= $least
    UNION SELECT p.lower FROM scope AS s CROSS JOIN series AS p ON p.upper = s.key WHERE p.probability >= $least
) AS n CROSS JOIN holdings AS h ON h.value = n.other
WHERE h.role IN ('given', 'chosen')
