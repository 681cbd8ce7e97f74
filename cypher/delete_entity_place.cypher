// Removes relationships from entities to places. $rows: source, target, type
UNWIND $rows AS row
MATCH (a:Entity {entity_id: row.source})-[r:$(row.type)]->(b:Place {place: row.target})
DELETE r
