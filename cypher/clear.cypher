// Removes everything that Clew wrote.
MATCH (n:Entity|Ad|Network|Place|Site|ClewState)
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS
