SELECT n.id, n.component, n.type, n.label, n.properties FROM scope AS s CROSS JOIN graph_nodes AS n ON n.component = s.key
