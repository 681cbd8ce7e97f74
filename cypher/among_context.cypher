// Every relationship from entities and ads to places, sites and networks among nodes. $ids
UNWIND $ids AS id
CALL (id) {
  MATCH (a:Entity {entity_id: id})-[r:SEEN_IN|MEMBER_OF]->(b) RETURN a, r, b
  UNION ALL
  MATCH (a:Ad {ad: id})-[r:POSTED_ON|PLACED_IN]->(b) RETURN a, r, b
}
WITH a, r, b
WHERE b.id IN $ids
RETURN a.id AS source, b.id AS target, type(r) AS type, r {.*} AS r
