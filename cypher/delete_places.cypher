// Removes places and every relationship that ends at them. $keys
UNWIND $keys AS key
MATCH (n:Place {place: key})
DETACH DELETE n
