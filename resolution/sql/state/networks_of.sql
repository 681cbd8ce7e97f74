-- The network of each entity, and how probable the entity is.
SELECT n.id, n.properties ->> '$.network_id', CAST(n.properties ->> '$.probability' AS REAL)
FROM json_each($ids) AS k CROSS JOIN graph_nodes AS n ON n.id = k.value
