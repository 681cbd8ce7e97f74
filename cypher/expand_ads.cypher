// What is adjacent between ads and entities. $ids, $types (of the other), $min_probability, $since, $until
UNWIND $ids AS id
CALL (id) {
  MATCH (a:Entity {entity_id: id})<-[r:ADVERTISES|LISTS|SHOWS|GIVES]-(b:Ad) RETURN r, b, b.ad AS other, false AS forward
  UNION ALL
  MATCH (a:Ad {ad: id})-[r:ADVERTISES|LISTS|SHOWS|GIVES]->(b:Entity) RETURN r, b, b.entity_id AS other, true AS forward
}
WITH id, r, b, other, forward
WHERE (r.probability IS NULL OR r.probability >= $min_probability)
  AND (r.last_seen IS NULL OR r.last_seen >= $since) AND (r.first_seen IS NULL OR r.first_seen <= $until)
  AND b.type IN $types
RETURN collect([id, other, type(r), forward, coalesce(r.probability, 1.0), b.type, coalesce(b.hub, false)]) AS found
