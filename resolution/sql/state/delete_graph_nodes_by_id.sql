DELETE FROM graph_nodes WHERE id IN (SELECT key FROM scope)
