// Removes entities and every relationship that ends at them. $keys
UNWIND $keys AS key
MATCH (n:Entity {entity_id: key})
DETACH DELETE n
