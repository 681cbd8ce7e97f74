DELETE FROM graph_relationships WHERE id IN (SELECT key FROM scope)
