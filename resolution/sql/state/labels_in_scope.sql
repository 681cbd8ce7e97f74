SELECT i.item, i.line, i.joint, i.component FROM scope AS s CROSS JOIN items AS i ON i.item = s.key
