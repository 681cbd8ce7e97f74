// Every relationship with its evidence.
MATCH (a:Entity|Ad)-[r]->(b:Entity|Network|Place|Site)
RETURN a.id AS source, b.id AS target, type(r) AS type, r {.*} AS r
