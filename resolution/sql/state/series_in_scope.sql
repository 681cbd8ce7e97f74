SELECT s.lower, s.upper, s.gap, s.expected, s.probability FROM scope AS k CROSS JOIN series AS s ON s.lower = k.key
UNION
SELECT s.lower, s.upper, s.gap, s.expected, s.probability FROM scope AS k CROSS JOIN series AS s ON s.upper = k.key
