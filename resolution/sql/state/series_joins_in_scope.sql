-- Numbers in series with those that the items in scope hold, where neither is a hub.
SELECT DISTINCT p.lower, p.upper FROM scope AS s CROSS JOIN holdings AS h ON h.item = s.key CROSS JOIN series AS p ON p.lower = h.value
WHERE h.kind = 'phone' AND h.role IN ('given', 'chosen') AND p.probability >= $least
    AND NOT EXISTS (SELECT 1 FROM hubs AS u WHERE u.value = p.lower) AND NOT EXISTS (SELECT 1 FROM hubs AS u WHERE u.value = p.upper)
