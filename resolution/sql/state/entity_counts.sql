SELECT type, count(*) FROM graph_nodes GROUP BY type ORDER BY type
