SELECT id, type, label, properties FROM graph_nodes
