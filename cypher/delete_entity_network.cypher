// Removes relationships from entities to networks. $rows: source, target, type
UNWIND $rows AS row
MATCH (a:Entity {entity_id: row.source})-[r:$(row.type)]->(b:Network {network_id: row.target})
DELETE r
