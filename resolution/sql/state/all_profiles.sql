SELECT item, profile FROM profiles ORDER BY item
