SELECT i.item, i.component FROM scope AS s CROSS JOIN items AS i ON i.component = s.key
