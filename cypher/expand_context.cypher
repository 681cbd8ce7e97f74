// The places, sites and networks of entities and ads. $ids, $types (of the other), $min_probability, $since, $until
UNWIND $ids AS id
CALL (id) {
  MATCH (a:Entity {entity_id: id})-[r:SEEN_IN|MEMBER_OF]->(b) RETURN r, b
  UNION ALL
  MATCH (a:Ad {ad: id})-[r:POSTED_ON|PLACED_IN]->(b) RETURN r, b
}
WITH id, r, b
WHERE (r.probability IS NULL OR r.probability >= $min_probability)
  AND (r.last_seen IS NULL OR r.last_seen >= $since) AND (r.first_seen IS NULL OR r.first_seen <= $until)
  AND b.type IN $types
RETURN collect([id, b.id, type(r), true, coalesce(r.probability, 1.0), b.type, coalesce(b.hub, false)]) AS found
