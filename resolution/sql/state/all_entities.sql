SELECT id, type, label, properties FROM graph_nodes WHERE type NOT IN ('network', 'ad', 'place', 'site') ORDER BY type, id
