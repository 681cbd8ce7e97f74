// Removes relationships from entities to entities. $rows: source, target, type
UNWIND $rows AS row
MATCH (a:Entity {entity_id: row.source})-[r:$(row.type)]->(b:Entity {entity_id: row.target})
DELETE r
