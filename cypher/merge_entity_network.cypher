// Writes relationships from entities to networks; `written` falls short of the rows where an end is missing. $rows: source, target, type, properties
UNWIND $rows AS row
MATCH (a:Entity {entity_id: row.source})
MATCH (b:Network {network_id: row.target})
MERGE (a)-[r:$(row.type)]->(b)
SET r = row.properties
RETURN count(r) AS written
