// Writes persons and values with all their properties. $rows: id, label, properties
UNWIND $rows AS row
MERGE (n:Entity {entity_id: row.id})
SET n = row.properties
SET n:$(row.label)
