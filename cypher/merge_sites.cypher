// Writes sites with all their properties. $rows: id, properties
UNWIND $rows AS row
MERGE (n:Site {site: row.id})
SET n = row.properties
