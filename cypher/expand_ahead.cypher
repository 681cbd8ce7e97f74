// Entities with what is adjacent to them among entities, and those of these that are no hubs with theirs. $ids, $ahead (so many of them an entity),
// $types (of the other), $min_probability, $since, $until
UNWIND $ids AS id
MATCH (a:Entity {entity_id: id})
OPTIONAL MATCH (a)-[r:USES|PICTURED_IN|STAYS_AT|POSSIBLY_SAME_AS|IN_SERIES_WITH|REGISTERED_TO|REGISTERED_AT|SIMILAR_TO]-(b:Entity)
WHERE (r.probability IS NULL OR r.probability >= $min_probability)
  AND (r.last_seen IS NULL OR r.last_seen >= $since) AND (r.first_seen IS NULL OR r.first_seen <= $until)
  AND b.type IN $types AND NOT coalesce(b.hub, false)
WITH a, collect(DISTINCT b)[..$ahead] AS near
UNWIND [a] + near AS n
WITH DISTINCT n
OPTIONAL MATCH (n)-[r:USES|PICTURED_IN|STAYS_AT|POSSIBLY_SAME_AS|IN_SERIES_WITH|REGISTERED_TO|REGISTERED_AT|SIMILAR_TO]-(b:Entity)
WHERE (r.probability IS NULL OR r.probability >= $min_probability)
  AND (r.last_seen IS NULL OR r.last_seen >= $since) AND (r.first_seen IS NULL OR r.first_seen <= $until)
  AND b.type IN $types
WITH n, collect(CASE WHEN b IS NOT NULL
  THEN [n.entity_id, b.entity_id, type(r), startNode(r) = n, coalesce(r.probability, 1.0), b.type, coalesce(b.hub, false)] END) AS found
RETURN collect([n.entity_id, n.type, coalesce(n.hub, false), found]) AS found
