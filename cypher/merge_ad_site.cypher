// Writes relationships from ads to sites; `written` falls short of the rows where an end is missing. $rows: source, target, type, properties
UNWIND $rows AS row
MATCH (a:Ad {ad: row.source})
MATCH (b:Site {site: row.target})
MERGE (a)-[r:$(row.type)]->(b)
SET r = row.properties
RETURN count(r) AS written
