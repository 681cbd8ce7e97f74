// Writes networks with all their properties. $rows: id, properties
UNWIND $rows AS row
MERGE (n:Network {network_id: row.id})
SET n = row.properties
