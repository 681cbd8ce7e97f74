// Removes relationships from ads to entities. $rows: source, target, type
UNWIND $rows AS row
MATCH (a:Ad {ad: row.source})-[r:$(row.type)]->(b:Entity {entity_id: row.target})
DELETE r
