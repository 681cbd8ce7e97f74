// Nodes without their records. $entities, $ads, $networks, $places, $sites: keys
UNWIND $entities AS key MATCH (n:Entity {entity_id: key}) RETURN n {.*, record: null, search: null, facets: null} AS n
UNION ALL
UNWIND $ads AS key MATCH (n:Ad {ad: key}) RETURN n {.*, record: null, search: null, facets: null} AS n
UNION ALL
UNWIND $networks AS key MATCH (n:Network {network_id: key}) RETURN n {.*, record: null, search: null, facets: null} AS n
UNION ALL
UNWIND $places AS key MATCH (n:Place {place: key}) RETURN n {.*, record: null, search: null, facets: null} AS n
UNION ALL
UNWIND $sites AS key MATCH (n:Site {site: key}) RETURN n {.*, record: null, search: null, facets: null} AS n
