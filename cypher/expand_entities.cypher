// What is adjacent to entities among entities. $ids, $types (of the other), $min_probability, $since, $until
UNWIND $ids AS id
MATCH (a:Entity {entity_id: id})-[r:USES|PICTURED_IN|STAYS_AT|POSSIBLY_SAME_AS|IN_SERIES_WITH|REGISTERED_TO|REGISTERED_AT|SIMILAR_TO]-(b:Entity)
WHERE (r.probability IS NULL OR r.probability >= $min_probability)
  AND (r.last_seen IS NULL OR r.last_seen >= $since) AND (r.first_seen IS NULL OR r.first_seen <= $until)
  AND b.type IN $types
RETURN collect([id, b.entity_id, type(r), startNode(r) = a, coalesce(r.probability, 1.0), b.type, coalesce(b.hub, false)]) AS found
