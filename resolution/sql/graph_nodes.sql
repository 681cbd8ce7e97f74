SELECT n.id, n.type, n.label, n.properties FROM (SELECT unnest($ids::VARCHAR[]) AS id) AS k JOIN graph_nodes AS n ON n.id = k.id
