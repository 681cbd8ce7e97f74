// Writes ads with all their properties. $rows: id, properties
UNWIND $rows AS row
MERGE (n:Ad {ad: row.id})
SET n = row.properties
