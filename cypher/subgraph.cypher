// Entities without their records, each with every relationship from it to one of them. $ids
UNWIND $ids AS id
MATCH (a:Entity {entity_id: id})
WITH a {.*, record: null, search: null, facets: null} AS n,
  [(a)-[r:USES|PICTURED_IN|STAYS_AT|POSSIBLY_SAME_AS|IN_SERIES_WITH|REGISTERED_TO|REGISTERED_AT|SIMILAR_TO]->(b:Entity) WHERE b.entity_id IN $ids | [b.entity_id, type(r), r {.*}]] AS found
RETURN collect([n, found]) AS found
