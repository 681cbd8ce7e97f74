SELECT p.item, p.profile FROM scope AS s JOIN profiles AS p ON p.item = s.key ORDER BY p.item
