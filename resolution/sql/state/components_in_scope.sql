-- The regions that the items in scope stood in.
SELECT DISTINCT i.component FROM scope AS s CROSS JOIN items AS i ON i.item = s.key WHERE i.component IS NOT NULL
