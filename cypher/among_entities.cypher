// Every relationship among entities. $ids
UNWIND $ids AS id
MATCH (a:Entity {entity_id: id})-[r:USES|PICTURED_IN|STAYS_AT|POSSIBLY_SAME_AS|IN_SERIES_WITH|REGISTERED_TO|REGISTERED_AT|SIMILAR_TO]->(b:Entity)
WHERE b.entity_id IN $ids
RETURN a.id AS source, b.id AS target, type(r) AS type, r {.*} AS r
