-- Items with a number that may be read as one of the phones in scope.
SELECT DISTINCT h.item FROM scope AS s CROSS JOIN holdings AS h ON h.value = s.key WHERE h.role = 'reading'
