// Removes ads and every relationship that ends at them. $keys
UNWIND $keys AS key
MATCH (n:Ad {ad: key})
DETACH DELETE n
