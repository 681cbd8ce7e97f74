SELECT r.source, r.target, r.type, r.probability, r.ads, r.first_seen, r.last_seen, r.evidence, r.properties
FROM (SELECT unnest($ids::VARCHAR[]) AS id) AS k JOIN graph_relationships AS r ON r.id = k.id
