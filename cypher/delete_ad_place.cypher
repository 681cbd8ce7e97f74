// Removes relationships from ads to places. $rows: source, target, type
UNWIND $rows AS row
MATCH (a:Ad {ad: row.source})-[r:$(row.type)]->(b:Place {place: row.target})
DELETE r
