SELECT i.item, i.line FROM scope AS s CROSS JOIN items AS i ON i.line = s.key
