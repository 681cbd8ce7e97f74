-- Series of the numbers that the items in scope hold.
SELECT DISTINCT p.lower, p.upper, p.gap, p.expected, p.probability
FROM scope AS s CROSS JOIN holdings AS h ON h.item = s.key CROSS JOIN series AS p ON p.lower = h.value
WHERE h.kind = 'phone' AND h.role IN ('given', 'chosen') AND p.probability >= $least
