// After a rebuild: removes the relationships that it did not write. $generation
MATCH (:Entity|Ad)-[r]->(:Entity|Network|Place|Site)
WHERE r.generation IS NULL OR r.generation <> $generation
CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS
