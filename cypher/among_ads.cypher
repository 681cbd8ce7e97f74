// Every relationship from ads to entities among nodes. $ids
UNWIND $ids AS id
MATCH (a:Ad {ad: id})-[r:ADVERTISES|LISTS|SHOWS|GIVES]->(b:Entity)
WHERE b.entity_id IN $ids
RETURN a.id AS source, b.id AS target, type(r) AS type, r {.*} AS r
