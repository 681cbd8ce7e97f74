SELECT r.id, r.unit, r.source, r.target, r.type, r.probability, r.ads, r.first_seen, r.last_seen, r.evidence, r.properties
FROM scope AS s CROSS JOIN graph_relationships AS r ON r.id = s.key
