// Removes relationships from ads to sites. $rows: source, target, type
UNWIND $rows AS row
MATCH (a:Ad {ad: row.source})-[r:$(row.type)]->(b:Site {site: row.target})
DELETE r
