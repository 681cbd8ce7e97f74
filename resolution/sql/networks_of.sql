-- The network of each entity, and how probable the entity is.
SELECT n.id, n.properties ->> '$.network_id', CAST(n.properties ->> '$.probability' AS DOUBLE)
FROM (SELECT unnest($ids::VARCHAR[]) AS id) AS k JOIN graph_nodes AS n ON n.id = k.id
