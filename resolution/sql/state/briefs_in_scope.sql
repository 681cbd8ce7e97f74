SELECT p.item, p.brief FROM scope AS s CROSS JOIN profiles AS p ON p.item = s.key ORDER BY p.item
