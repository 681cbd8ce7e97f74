SELECT i.item, i.line FROM scope AS s JOIN items AS i ON i.line = s.key
