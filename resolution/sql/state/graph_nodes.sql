SELECT n.id, n.type, n.label, n.properties FROM json_each($ids) AS k CROSS JOIN graph_nodes AS n ON n.id = k.value
