// After a rebuild: removes the nodes that it did not write. $generation
MATCH (n:Entity|Ad|Network|Place|Site)
WHERE n.generation IS NULL OR n.generation <> $generation
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS
