SELECT n.id, n.unit, n.type, n.label, n.properties FROM scope AS s CROSS JOIN graph_nodes AS n ON n.id = s.key
