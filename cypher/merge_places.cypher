// Writes places with all their properties. $rows: id, properties
UNWIND $rows AS row
MERGE (n:Place {place: row.id})
SET n = row.properties
