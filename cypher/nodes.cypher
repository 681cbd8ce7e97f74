// Nodes without their records. $entities, $ads, $networks, $places, $sites: keys
CALL () {
  UNWIND $entities AS key MATCH (n:Entity {entity_id: key}) RETURN n
  UNION ALL
  UNWIND $ads AS key MATCH (n:Ad {ad: key}) RETURN n
  UNION ALL
  UNWIND $networks AS key MATCH (n:Network {network_id: key}) RETURN n
  UNION ALL
  UNWIND $places AS key MATCH (n:Place {place: key}) RETURN n
  UNION ALL
  UNWIND $sites AS key MATCH (n:Site {site: key}) RETURN n
}
RETURN collect(n {.*, record: null, search: null, facets: null}) AS found
