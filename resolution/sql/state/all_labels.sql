SELECT item, line, joint, component FROM items ORDER BY item
