SELECT r.source, r.target, r.type, r.probability, r.ads, r.first_seen, r.last_seen, r.evidence, r.properties
FROM json_each($ids) AS k CROSS JOIN graph_relationships AS r ON r.id = k.value
