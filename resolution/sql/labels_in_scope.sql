SELECT i.item, i.line, i.joint, i.component FROM scope AS s JOIN items AS i ON i.item = s.key
