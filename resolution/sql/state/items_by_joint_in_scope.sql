SELECT i.item, i.joint FROM scope AS s CROSS JOIN items AS i ON i.joint = s.key
