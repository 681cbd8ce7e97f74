// Relationships with their ends, by source, type and target; of those that paths use. $keys: source, type, target
UNWIND $keys AS key
CALL (key) {
  MATCH (a:Entity {entity_id: key[0]})-[r]->(b:Entity {entity_id: key[2]}) WHERE type(r) = key[1] RETURN a, r, b
  UNION ALL
  MATCH (a:Ad {ad: key[0]})-[r]->(b:Entity {entity_id: key[2]}) WHERE type(r) = key[1] RETURN a, r, b
}
RETURN collect([a {.*, record: null, search: null, facets: null}, b {.*, record: null, search: null, facets: null}, type(r), r {.*}]) AS found
