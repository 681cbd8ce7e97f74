SELECT i.item, i.joint FROM scope AS s JOIN items AS i ON i.joint = s.key
