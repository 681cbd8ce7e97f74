// Removes networks and every relationship that ends at them. $keys
UNWIND $keys AS key
MATCH (n:Network {network_id: key})
DETACH DELETE n
